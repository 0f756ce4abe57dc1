import { expect, test } from '@jest/globals';
import { changeBucketEncryption } from '../../../shared/tampering/log-bucket/change-bucket-encryption/technique';
import { changeBucketPolicy } from '../../../shared/tampering/log-bucket/change-bucket-policy/technique';
import { makeRequesterPay } from '../../../shared/tampering/log-bucket/make-requester-pay/technique';
import { silenceBucket } from '../../../shared/tampering/log-bucket/silence-bucket/technique';
import { stopReplication } from '../../../shared/tampering/log-bucket/stop-replication/technique';
import { suspendVersioning } from '../../../shared/tampering/log-bucket/suspend-versioning/technique';
import { weakenObjectLock } from '../../../shared/tampering/log-bucket/weaken-object-lock/technique';
import { aLogBucketSeen, aLogBucketState } from '../../builders/log-bucket/a-log-bucket';
import { bucketCases, type Change, expected, must } from './cases';

const all = [
  changeBucketEncryption,
  changeBucketPolicy,
  makeRequesterPay,
  silenceBucket,
  stopReplication,
  suspendVersioning,
  weakenObjectLock,
];
for (const technique of all) bucketCases(technique);

const lock = (Mode: 'GOVERNANCE' | 'COMPLIANCE', time: object): Change => ({
  objectLock: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, ...time } } },
});
const sse = (SSEAlgorithm: string, KMSMasterKeyID?: string, BucketKeyEnabled = true): Change => ({
  encryption: {
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm,
      ...(KMSMasterKeyID && { KMSMasterKeyID }),
    },
    BucketKeyEnabled,
  },
});
const [rule] = aLogBucketState().replication?.Rules ?? [];
const [siem] = aLogBucketState().notifications?.QueueConfigurations ?? [];

test.each<[string, (typeof all)[number], Change]>([
  ['no policy at all', changeBucketPolicy, { policy: '' }],
  ['a policy of other statements', changeBucketPolicy, { policy: '{"Statement":[]}' }],
  ['suspended versioning', suspendVersioning, { versioning: { Status: 'Suspended' } }],
  ['a bucket made anew without versions', suspendVersioning, { versioning: {} }],
  ['no Object Lock', weakenObjectLock, { objectLock: {} }],
  ['no default retention', weakenObjectLock, { objectLock: { ObjectLockEnabled: 'Enabled' } }],
  ['a retention that can be bypassed', weakenObjectLock, lock('GOVERNANCE', { Days: 900 })],
  ['a shorter retention', weakenObjectLock, lock('COMPLIANCE', { Days: 89 })],
  ['another key', changeBucketEncryption, sse('aws:kms', 'alias/mallory')],
  ['keys of S3 instead of ours', changeBucketEncryption, sse('AES256')],
  ['a key without bucket key', changeBucketEncryption, sse('aws:kms', 'alias/logs', false)],
  ['another payer', makeRequesterPay, { payer: 'Requester' }],
  ['no replication', stopReplication, { replication: { Rules: [] } }],
  [
    'one replica more',
    stopReplication,
    {
      replication: {
        ...aLogBucketState().replication,
        Rules: [{ ...rule }, { ...rule, ID: 'mine' }],
      },
    },
  ],
  ['no access log', silenceBucket, { logging: {} }],
  ['an access log elsewhere', silenceBucket, { logging: { TargetBucket: 'mallory' } }],
  ['no notification', silenceBucket, { notifications: {} }],
  [
    'a notification that hears of less',
    silenceBucket,
    { notifications: { QueueConfigurations: [{ ...siem, Events: ['s3:ObjectRemoved:*'] }] } },
  ],
])('%s is found', (_, technique, change) => {
  expect(technique.detect(aLogBucketSeen(change), expected)).toMatchObject({
    technique: technique.id,
    part: Object.keys(change).join(),
    sentence: expect.stringMatching(/^Bucket trail-logs-444455556666 .+\.$/),
    healed: false,
  });
});

test.each<[string, (typeof all)[number], Change, Change?]>([
  ['a longer retention', weakenObjectLock, lock('COMPLIANCE', { Years: 1 })],
  ['a lock where there was none', weakenObjectLock, {}, { objectLock: {} }],
  ['versions where there were none', suspendVersioning, {}, { versioning: {} }],
  ['an owner who pays', makeRequesterPay, {}, { payer: 'Requester' }],
  ['an access log where there was none', silenceBucket, {}, { logging: {} }],
  [
    'a notification more',
    silenceBucket,
    { notifications: { QueueConfigurations: [{ ...siem }], EventBridgeConfiguration: {} } },
  ],
  [
    'a kind of encryption blocked besides',
    changeBucketEncryption,
    {
      encryption: {
        ...aLogBucketState().encryption,
        BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
      },
    },
  ],
])('%s is no tampering', (_, technique, change, baseline = {}) => {
  expect(technique.detect(aLogBucketSeen(change), must(baseline))).toBeUndefined();
});

test('silence-bucket: the loss of the access log and of notifications is one finding', () => {
  const seen = aLogBucketSeen({ logging: {}, notifications: {} });
  expect(silenceBucket.detect(seen, expected)).toMatchObject({
    part: 'logging, notifications',
    actual: 'none/, none',
  });
});

test('silence-bucket: the loss of notifications to EventBridge is found', () => {
  const EventBridgeConfiguration = {};
  const notifications = { EventBridgeConfiguration };
  const seen = aLogBucketSeen({ notifications: {} });
  expect(silenceBucket.detect(seen, must({ notifications }))).toMatchObject({
    part: 'notifications',
  });
});

test('change-bucket-policy: of a policy of twenty kilobytes the beginning is told', () => {
  const policy = `{"Statement":"${'x'.repeat(20_000)}"}`;
  const found = changeBucketPolicy.detect(aLogBucketSeen({ policy }), expected);
  expect(found?.actual.length).toBeLessThan(600);
});
