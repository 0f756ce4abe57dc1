import { expect, test } from '@jest/globals';
import type { LogBucketState } from '../../../shared/domain/log-bucket';
import { recreateBucket } from '../../../shared/restore/runbooks/log-bucket/recreate-bucket';
import { aFinding } from '../../builders/a-finding';
import {
  aLogBucket,
  aLogBucketBaseline,
  aLogBucketState,
  aPlainLogBucketState,
  ownersGrant,
} from '../../builders/log-bucket/a-log-bucket';

const found = [aFinding('delete-bucket')];
const callsFor = (...of: Parameters<typeof aLogBucketBaseline>) =>
  recreateBucket.steps(found, aLogBucketBaseline(...of)).map(({ call }) => call.slice(3));

test('recreate-bucket: protections of log files come before the policy, and steps that may fail after it', () => {
  expect(callsFor()).toEqual([
    'CreateBucket',
    'PutBucketTagging',
    'PutBucketLifecycleConfiguration',
    'PutBucketVersioning',
    'PutObjectLockConfiguration',
    'PutBucketEncryption',
    'PutBucketPolicy',
    'PutBucketNotificationConfiguration',
    'PutBucketLogging',
    'PutBucketReplication',
  ]);
});

test('recreate-bucket: defaults of a new bucket are not set again', () => {
  const state = { ...aPlainLogBucketState(), ownership: 'BucketOwnerEnforced' } as const;
  const { publicAccessBlock } = aLogBucketState();
  expect(callsFor({ ...state, ...(publicAccessBlock && { publicAccessBlock }) })).toEqual([
    'CreateBucket',
    'PutBucketPolicy',
  ]);
});

test('recreate-bucket: a more open baseline is set before the policy', () => {
  const Grantee = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' };
  const Grants = [ownersGrant, { Grantee, Permission: 'WRITE' }];
  const acl = { Owner: { ID: ownersGrant.Grantee.ID }, Grants };
  expect(callsFor({ ...aPlainLogBucketState(), acl, payer: 'Requester' })).toEqual([
    'CreateBucket',
    'PutPublicAccessBlock',
    'PutBucketAcl',
    'PutBucketPolicy',
    'PutBucketRequestPayment',
  ]);
});

test('recreate-bucket: the bucket is made in its Region, with its ownership and its lock', () => {
  const [home] = recreateBucket.steps(found, aLogBucketBaseline());
  expect(home?.input).toEqual({
    Bucket: 'trail-logs-444455556666',
    ObjectOwnership: 'BucketOwnerEnforced',
    ObjectLockEnabledForBucket: true,
  });
  const subject = aLogBucket({ region: 'eu-west-1' });
  const [away] = recreateBucket.steps(found, {
    ...aLogBucketBaseline(aPlainLogBucketState()),
    subject,
  });
  expect(away).toMatchObject({
    region: 'eu-west-1',
    input: { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } },
  });
});

test('recreate-bucket: a baseline with only a name makes a plain bucket', () => {
  const state = { name: 'trail-logs-444455556666', isOurs: true };
  expect(callsFor(state)).toEqual(['CreateBucket']);
});

test('recreate-bucket: a bucket that was made again is owed every part that a new one lacks', () => {
  const must = aLogBucketBaseline();
  const owedTo = (different: Partial<LogBucketState>) =>
    recreateBucket.finish?.(aLogBucketState(different), must).map(({ call }) => call.slice(3));
  expect(owedTo({})).toEqual([]);
  expect(owedTo({ tags: {}, lifecycle: { Rules: [] } })).toEqual([
    'PutBucketTagging',
    'PutBucketLifecycleConfiguration',
  ]);
  expect(owedTo({ versioning: { Status: 'Enabled', MFADelete: 'Disabled' } })).toEqual([]);
  expect(owedTo({ isOurs: false, tags: {} })).toEqual([]); // a bucket of another account is not written
  const unread = { name: 'trail-logs-444455556666', isOurs: true };
  expect(recreateBucket.finish?.(unread, must)).toEqual([]);
});
