import type { Baseline } from '../../../shared/domain/baseline';
import { canonicalPolicy } from '../../../shared/domain/canonical-policy';
import type { LogBucketState } from '../../../shared/domain/log-bucket';
import type { Known } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import { at } from '../at';

const OWNER = '5f3c0000000000000000000000000000000000000000000000000000444455556666';

export const aLogBucket = (
  different: Partial<Subject<'log-bucket'>> = {},
): Subject<'log-bucket'> => ({
  kind: 'log-bucket',
  accountId: '444455556666',
  region: 'us-east-1',
  id: 'arn:aws:s3:::trail-logs-444455556666',
  ...different,
});

/** What CloudTrail needs. [D] create-s3-bucket-policy-for-cloudtrail */
export const deliveryPolicy = (name = 'trail-logs-444455556666'): string => {
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const arn = `arn:aws:s3:::${name}`;
  return canonicalPolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: arn },
        { Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: `${arn}/AWSLogs/*` },
      ],
    }),
  );
};

export const ownersGrant = {
  Grantee: { Type: 'CanonicalUser', ID: OWNER },
  Permission: 'FULL_CONTROL',
} as const;

/** A bucket with everything a log bucket can have; fit to be a baseline. */
export const aLogBucketState = (different: Partial<LogBucketState> = {}): LogBucketState => ({
  name: 'trail-logs-444455556666',
  isOurs: true,
  versioning: { Status: 'Enabled' },
  lifecycle: {
    Rules: [{ ID: 'a-year', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 365 } }],
  },
  policy: deliveryPolicy(),
  objectLock: {
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 90 } },
  },
  encryption: {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/logs' },
    BucketKeyEnabled: true,
  },
  payer: 'BucketOwner',
  replication: {
    Role: 'arn:aws:iam::444455556666:role/replication',
    Rules: [{ ID: 'copy', Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copies' } }],
  },
  acl: { Owner: { ID: OWNER }, Grants: [ownersGrant] },
  publicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  accountPublicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  ownership: 'BucketOwnerEnforced',
  logging: { TargetBucket: 'access-logs', TargetPrefix: 'trail/' },
  notifications: {
    QueueConfigurations: [
      {
        Id: 'siem',
        QueueArn: 'arn:aws:sqs:us-east-1:444455556666:siem',
        Events: ['s3:ObjectCreated:*'],
      },
    ],
  },
  tags: { owner: 'security' },
  ...different,
});

/** The least a log bucket can have: an older one, with a policy and nothing else. */
export const aPlainLogBucketState = (): LogBucketState =>
  aLogBucketState({
    versioning: {},
    lifecycle: { Rules: [] },
    objectLock: {},
    encryption: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    replication: { Rules: [] },
    publicAccessBlock: {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    },
    accountPublicAccessBlock: {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    },
    ownership: 'ObjectWriter',
    logging: {},
    notifications: {},
    tags: {},
  });

export const aLogBucketBaseline = (state = aLogBucketState()): Baseline<'log-bucket'> => ({
  subject: aLogBucket(),
  version: 1,
  state,
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});

/** Read at second 60. */
export const aLogBucketSeen = (different: Partial<LogBucketState> = {}): Known<'log-bucket'> => ({
  kind: 'present',
  subject: aLogBucket(),
  observedAt: at(60),
  state: aLogBucketState(different),
});
