import { expect, test } from '@jest/globals';
import { changeKeyPolicy } from '../../../shared/techniques/key/change-key-policy';
import {
  aKey,
  aKeyState,
  aKeyStateWithoutParts,
  KEY_POLICY,
  keyExpected,
  keyGone,
  keySeen,
} from '../../builders/key/a-key';

const { detect, drill } = changeKeyPolicy;
const foreign = JSON.stringify({ Statement: [] });

test('change-key-policy: another policy is found, with both', () => {
  expect(detect(keySeen(aKeyState({ policy: foreign })), keyExpected())).toEqual({
    technique: 'change-key-policy',
    part: 'policy',
    expected: KEY_POLICY,
    actual: foreign,
    sentence: `The policy of key ${aKey().id} was changed.`,
    healed: false,
  });
});

test('change-key-policy: a policy as the baseline says is not found', () => {
  expect(detect(keySeen(aKeyState()), keyExpected())).toBeUndefined();
});

test('change-key-policy: a policy that was not read is not judged, now or at the capture', () => {
  const unread = aKeyStateWithoutParts();
  expect(detect(keySeen(unread), keyExpected())).toBeUndefined();
  expect(detect(keySeen(aKeyState()), keyExpected(unread))).toBeUndefined();
});

test('change-key-policy: a key that is gone is another technique', () => {
  expect(detect(keyGone(), keyExpected())).toBeUndefined();
});

test('change-key-policy: the drill leaves CloudTrail out', () => {
  const [put] = drill(aKey());
  expect(put).toMatchObject({
    call: 'kms:PutKeyPolicy',
    input: { KeyId: aKey().id, PolicyName: 'default' },
  });
  expect(put?.input.Policy).not.toContain('cloudtrail');
});
