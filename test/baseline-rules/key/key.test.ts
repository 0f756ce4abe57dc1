import { expect, test } from '@jest/globals';
import { keyRules } from '../../../shared/restore/baseline-rules/key';
import { aKeyState, aKeyStateWithoutParts } from '../../builders/key/a-key';

const { unfit, presumed } = keyRules;
const letting = (...statements: readonly object[]) =>
  aKeyState({ policy: JSON.stringify({ Statement: statements }) });
const allow = (Service: string, Action: string | readonly string[]) => ({
  Effect: 'Allow',
  Principal: { Service },
  Action,
});
const trail = allow('cloudtrail.amazonaws.com', 'kms:GenerateDataKey*');
const UNUSABLE = 'its policy lets neither CloudTrail nor CloudWatch Logs encrypt with it';

test('an enabled key that CloudTrail may use may become a baseline by itself', () => {
  expect(unfit(aKeyState())).toBeUndefined();
});

test.each([
  ['disabled', aKeyState({ keyState: 'Disabled' }), 'it is not enabled (Disabled)'],
  [
    'managed by AWS',
    aKeyState({ keyManager: 'AWS' }),
    'it is managed by AWS, and only AWS can put it back',
  ],
  ['without a policy that was read', aKeyStateWithoutParts(), 'its policy was not read'],
  ['whose policy is no JSON', aKeyState({ policy: 'none' }), UNUSABLE],
  [
    'that CloudTrail may only describe',
    letting(allow('cloudtrail.amazonaws.com', 'kms:DescribeKey')),
    UNUSABLE,
  ],
  ['that another service may use', letting(allow('s3.amazonaws.com', 'kms:*')), UNUSABLE],
  [
    'that is denied to all',
    letting(trail, { Effect: 'Deny', Principal: '*', Action: '*' }),
    UNUSABLE,
  ],
])('a key %s may not become a baseline by itself', (_, state, why) => {
  expect(unfit(state)).toBe(why);
});

test.each([
  ['one action', letting(trail)],
  ['every action', letting(allow('cloudtrail.amazonaws.com', ['kms:*']))],
  ['every action but some', letting({ ...trail, Action: undefined, NotAction: 'kms:Delete*' })],
  ['everybody', letting({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*' })],
  [
    'the log group’s service',
    letting(allow('logs.us-east-1.amazonaws.com', 'kms:GenerateDataKey*')),
  ],
  [
    'all but strangers',
    letting(trail, { Effect: 'Deny', Principal: '*', Action: '*', Condition: {} }),
  ],
])('a policy that allows %s is enough', (_, state) => {
  expect(unfit(state)).toBeUndefined();
});

test('a key that was just disabled, or is about to go, is presumed to have been enabled', () => {
  expect(presumed(aKeyState({ keyState: 'Disabled' }))).toEqual(aKeyState());
  expect(presumed(aKeyState({ keyState: 'PendingDeletion' }))).toEqual(aKeyState());
});

test('no earlier state is presumed of a key whose policy was just changed', () => {
  expect(presumed(aKeyState())).toBeUndefined();
});
