import { expect, test } from '@jest/globals';
import { describeKeyLocked } from '../../shared/domain/key-locked';
import {
  aKey,
  aKeyState,
  aKeyStateWithoutParts,
  KEY_POLICY,
  keyGone,
  keySeen,
} from '../builders/key/a-key';

const mallory = 'arn:aws:iam::444455556666:user/mallory';
const root = { AWS: 'arn:aws:iam::444455556666:root' };
const lockedBy = (...Statement: readonly object[]) =>
  describeKeyLocked(keySeen(aKeyState({ policy: JSON.stringify({ Statement }) })));
const everything = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
const deny = { Effect: 'Deny', Action: 'kms:PutKeyPolicy', Principal: '*', Resource: '*' };

test('the description of a key that only one user can change names the user, the account and the commands', () => {
  const reads = { ...everything, Action: ['kms:Describe*', 'kms:Get*'], Principal: root };
  const said = lockedBy({ ...everything, Principal: { AWS: mallory } }, reads);
  expect(said).toContain(`names only ${mallory}:`);
  expect(said).toContain(`trailwarden baseline show ${aKey().id} --field policy > policy.json`);
  expect(said).toContain(`aws kms put-key-policy --region us-east-1 --key-id ${aKey().id}`);
});

test('the description of a key that its policy denies to the account says so', () => {
  expect(lockedBy({ ...everything, Principal: root }, deny)).toContain('and denies it to others');
});

test('the description of a key says when no principal may change it, and counts many principals', () => {
  expect(lockedBy()).toContain('names no principal');
  const many = Array.from({ length: 9 }, (_, index) => `${mallory}${index}`);
  expect(lockedBy({ ...everything, Principal: { AWS: many } })).toContain('mallory4 and 4 more');
  expect(lockedBy({ ...everything, Principal: { AWS: '$(rm -rf /)' } })).toContain('no principal');
});

test.each([
  ['whose policy lets the account change it', keySeen(aKeyState({ policy: KEY_POLICY }))],
  ['whose policy was not read', keySeen(aKeyStateWithoutParts())],
  ['that is gone', keyGone()],
])('a key %s has no description', (_, seen) => {
  expect(describeKeyLocked(seen)).toBeUndefined();
});
