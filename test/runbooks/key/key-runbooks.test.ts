import { expect, test } from '@jest/globals';
import { stepOn } from '../../../shared/domain/step';
import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { aFinding } from '../../builders/a-finding';
import { aKey, aKeyBaseline, aKeyState, KEY_POLICY } from '../../builders/key/a-key';

const key = aKey();
const KeyId = key.id;
const enabled = stepOn(key, 'kms:EnableKey', { KeyId });
const kept = stepOn(key, 'kms:CancelKeyDeletion', { KeyId });
const policy = stepOn(key, 'kms:PutKeyPolicy', {
  KeyId,
  PolicyName: 'default',
  Policy: KEY_POLICY,
});

const stepsFor = (techniques: readonly string[], baseline = aKeyBaseline()) =>
  runbooks.key.flatMap(({ undoes, steps }) =>
    steps(
      techniques.filter((id) => undoes.includes(id)).map((id) => aFinding(id)),
      baseline,
    ),
  );

test.each([
  ['disable-key', [enabled]],
  ['schedule-key-deletion', [kept, enabled]],
  ['change-key-policy', [policy]],
] as const)(
  '%s is undone by exactly its steps, also when it is found twice',
  (technique, steps) => {
    expect(stepsFor([technique])).toEqual(steps);
    expect(stepsFor([technique, technique])).toEqual(steps);
  },
);

test('the policy of a key is put back before its state', () => {
  expect(stepsFor(['schedule-key-deletion', 'change-key-policy'])).toEqual([policy, kept, enabled]);
});

test('a key that is disabled in its baseline is kept from deletion, and stays disabled', () => {
  const baseline = aKeyBaseline(aKeyState({ keyState: 'Disabled' }));
  expect(stepsFor(['schedule-key-deletion'], baseline)).toEqual([kept]);
});

test('no findings on a key make no steps', () => {
  expect(stepsFor([])).toEqual([]);
});
