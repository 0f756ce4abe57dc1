import { expect, test } from '@jest/globals';
import { changeKeyPolicy } from '../../../shared/tampering/key/change-key-policy/technique';
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

test('change-key-policy: another policy is found, with both policies', () => {
  expect(detect(keySeen(aKeyState({ policy: foreign })), keyExpected())).toEqual({
    technique: 'change-key-policy',
    part: 'policy',
    expected: KEY_POLICY,
    actual: foreign,
    sentence: `The policy of key ${aKey().id} was changed.`,
    healed: false,
    partly: 'no file encrypted with it is delivered',
  });
});

test('change-key-policy: the policy of the baseline is not found', () => {
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

const withStatement = (statement: object): string => {
  const { Statement, ...rest } = JSON.parse(KEY_POLICY);
  return JSON.stringify({ ...rest, Statement: [...Statement, { Resource: '*', ...statement }] });
};
const everyone = { Principal: '*', Action: 'kms:*' };
const others = {
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:user/mallory' } },
};

test.each([
  [
    'a Deny of CloudTrail',
    { ...everyone, Effect: 'Deny' },
    'no file encrypted with it is delivered',
  ],
  [
    'a Deny whose condition may hold for CloudTrail',
    { ...everyone, Effect: 'Deny', ...others },
    'files encrypted with it may be refused',
  ],
  ['a reader', { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt' }, undefined],
])(
  'change-key-policy: what %s makes blind in part is told as far as it is known',
  (_, more, partly) => {
    const policy = withStatement(more);
    expect(detect(keySeen(aKeyState({ policy })), keyExpected())?.partly).toBe(partly);
  },
);

test('change-key-policy: a key that CloudTrail never used loses no files of a trail', () => {
  const logsOnly = KEY_POLICY.replaceAll(
    'cloudtrail.amazonaws.com',
    'logs.us-east-1.amazonaws.com',
  );
  const seen = keySeen(aKeyState({ policy: foreign }));
  expect(detect(seen, keyExpected(aKeyState({ policy: logsOnly })))?.partly).toBeUndefined();
});
