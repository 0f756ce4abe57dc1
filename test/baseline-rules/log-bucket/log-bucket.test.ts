import { expect, test } from '@jest/globals';
import type {
  LifecycleRule,
  PublicAccessBlock,
} from '../../../shared/domain/bucket-configurations';
import type { LogBucketState } from '../../../shared/domain/log-bucket';
import { logBucketRules } from '../../../shared/restore/baseline-rules/log-bucket';
import {
  aLogBucketState,
  aPlainLogBucketState,
  deliveryPolicy,
} from '../../builders/log-bucket/a-log-bucket';

const { unfit, presumed } = logBucketRules;

const open: PublicAccessBlock = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const unblocked = { publicAccessBlock: open, accountPublicAccessBlock: open };
const everybody = {
  Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  Permission: 'READ',
};
const acl = { Owner: {}, Grants: [everybody] };
const withStatement = (statement: object): string => {
  const policy = JSON.parse(deliveryPolicy());
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
};
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const expiring = (rule: Partial<LifecycleRule>, Days: number): Partial<LogBucketState> => ({
  lifecycle: { Rules: [{ Status: 'Enabled', Expiration: { Days }, ...rule }] },
});

test.each<[string, Partial<LogBucketState>]>([
  ['another account owns it', { isOurs: false }],
  ['its policy does not let CloudTrail write', { policy: '' }],
  [
    'its policy does not let CloudTrail write',
    { policy: withStatement({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }) },
  ],
  ['its owner does not pay for requests', { payer: 'Requester' }],
  ['it is public', { ...unblocked, acl }],
  ['it is public', { ...unblocked, policy: withStatement({ ...allow, Principal: { AWS: '*' } }) }],
  ['its log files expire before 90 days', expiring({}, 89)],
  ['its log files expire before 90 days', expiring({ Filter: { Prefix: '*' } }, 1)],
  ['its log files expire before 90 days', expiring({ Prefix: 'org/AWSLogs/' }, 1)],
  [
    'its log files expire before 90 days',
    expiring({ Filter: { And: { Prefix: 'AWSLogs/', ObjectSizeGreaterThan: 1 } } }, 1),
  ],
])('a bucket does not become a baseline by itself: %s', (why, different) => {
  expect(unfit(aLogBucketState(different))).toBe(why);
});

test.each<[string, Partial<LogBucketState>]>([
  ['with everything a log bucket can have', {}],
  ['with the least a log bucket can have', aPlainLogBucketState()],
  ['whose grants to everybody are ignored', { acl }],
  ['that only its account keeps closed', { publicAccessBlock: open, acl }],
  ['that only its own block keeps closed', { accountPublicAccessBlock: open, acl }],
  [
    'that lets in an organization',
    {
      ...unblocked,
      policy: withStatement({
        ...allow,
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      }),
    },
  ],
  ['whose other files expire early', expiring({ Filter: { Prefix: 'access-logs/' } }, 7)],
  ['whose early rule is disabled', expiring({ Status: 'Disabled' }, 1)],
])('a bucket %s may become a baseline', (_, different) => {
  expect(unfit(aLogBucketState(different))).toBeUndefined();
});

test('a bucket that was not read whole does not become a baseline', () => {
  expect(unfit({ name: 'logs', isOurs: true })).toBe('its policy was not read');
});

test('only the payer is presumed of a bucket that was tampered with unseen', () => {
  expect(presumed(aLogBucketState({ payer: 'Requester' }))).toEqual(aLogBucketState());
  expect(presumed(aLogBucketState({ policy: '' }))).toBeUndefined();
});
