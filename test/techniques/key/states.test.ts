import { expect, test } from '@jest/globals';
import { destroyKey } from '../../../shared/tampering/key/destroy-key/technique';
import { disableKey } from '../../../shared/tampering/key/disable-key/technique';
import { scheduleKeyDeletion } from '../../../shared/tampering/key/schedule-key-deletion/technique';
import { aKey, aKeyState, keyExpected, keyGone, keySeen } from '../../builders/key/a-key';

const { id } = aKey();
const inState = (keyState: string) => keySeen(aKeyState({ keyState }));

const cases = [
  {
    technique: disableKey,
    keyState: 'Disabled',
    sentence: `Key ${id} is disabled.`,
    others: ['Enabled', 'PendingDeletion', 'PendingImport', 'Unavailable', 'Unknown'],
  },
  {
    technique: scheduleKeyDeletion,
    keyState: 'PendingDeletion',
    sentence: `Key ${id} is about to be deleted.`,
    others: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Unknown'],
  },
];

test.each(cases)('$technique.id: a key in state $keyState is found', (one) => {
  expect(one.technique.detect(inState(one.keyState), keyExpected())).toEqual({
    technique: one.technique.id,
    part: 'keyState',
    expected: 'Enabled',
    actual: one.keyState,
    sentence: one.sentence,
    healed: false,
    partly: 'no file encrypted with it is delivered',
  });
});

test.each(cases)(
  '$technique.id: a key in any other state is not found',
  ({ technique, others }) => {
    for (const other of others) {
      expect(technique.detect(inState(other), keyExpected())).toBeUndefined();
    }
  },
);

test.each(cases)('$technique.id: a key in the state of its baseline is not found', (one) => {
  const expected = keyExpected(aKeyState({ keyState: one.keyState }));
  expect(one.technique.detect(inState(one.keyState), expected)).toBeUndefined();
  expect(one.technique.detect(inState('Enabled'), expected)).toBeUndefined();
});

test.each([disableKey, scheduleKeyDeletion])(
  '$id: a key that is gone is another technique',
  ({ detect }) => {
    expect(detect(keyGone(), keyExpected())).toBeUndefined();
  },
);

test('destroy-key: only a key that is gone is found', () => {
  expect(destroyKey.detect(keyGone(), keyExpected())).toMatchObject({
    actual: 'no key of this id',
    sentence: `Key ${id} was deleted, and what it encrypted cannot be read.`,
  });
  expect(destroyKey.detect(inState('PendingDeletion'), keyExpected())).toBeUndefined();
});

test('the drills of a key name it by its ARN', () => {
  const calls = [disableKey, scheduleKeyDeletion].flatMap(({ drill }) => drill(aKey()));
  expect(calls.map(({ call, input }) => [call, input.KeyId])).toEqual([
    ['kms:DisableKey', id],
    ['kms:ScheduleKeyDeletion', id],
  ]);
});
