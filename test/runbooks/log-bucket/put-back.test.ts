import { expect, test } from '@jest/globals';
import type { LogBucketState } from '../../../shared/domain/log-bucket';
import type { Step } from '../../../shared/domain/step';
import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { aFinding } from '../../builders/a-finding';
import {
  aLogBucketBaseline,
  aLogBucketState,
  aPlainLogBucketState,
  deliveryPolicy,
} from '../../builders/log-bucket/a-log-bucket';
import { aStep, OWN } from './a-step';

const stepsFor = (technique: string, state: LogBucketState, part = 'settings') => {
  const runbook = runbooks['log-bucket'].find(({ undoes }) => undoes.includes(technique));
  return runbook?.steps([aFinding(technique, { part })], aLogBucketBaseline(state));
};

const { lifecycle, encryption, objectLock, replication, acl, publicAccessBlock, logging } =
  aLogBucketState();
const SSE_S3 = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };

test.each<[string, Step[], Step[]]>([
  [
    'change-bucket-policy',
    [aStep('s3:PutBucketPolicy', { ...OWN, Policy: deliveryPolicy() })],
    [aStep('s3:DeleteBucketPolicy', OWN)],
  ],
  [
    'make-requester-pay',
    [
      aStep('s3:PutBucketRequestPayment', {
        ...OWN,
        RequestPaymentConfiguration: { Payer: 'BucketOwner' },
      }),
    ],
    [
      aStep('s3:PutBucketRequestPayment', {
        ...OWN,
        RequestPaymentConfiguration: { Payer: 'BucketOwner' },
      }),
    ],
  ],
  [
    'change-bucket-encryption',
    [
      aStep('s3:PutBucketEncryption', {
        ...OWN,
        ServerSideEncryptionConfiguration: { Rules: [encryption ?? {}] },
      }),
    ],
    [
      aStep('s3:PutBucketEncryption', {
        ...OWN,
        ServerSideEncryptionConfiguration: { Rules: [SSE_S3] },
      }),
    ],
  ],
  [
    'expire-logs',
    [
      aStep('s3:PutBucketLifecycleConfiguration', {
        ...OWN,
        LifecycleConfiguration: { Rules: lifecycle?.Rules ?? [] },
      }),
    ],
    [aStep('s3:DeleteBucketLifecycle', OWN)],
  ],
  [
    'suspend-versioning',
    [
      aStep('s3:PutBucketVersioning', {
        ...OWN,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    ],
    [],
  ],
  [
    'weaken-object-lock',
    [
      aStep('s3:PutObjectLockConfiguration', {
        ...OWN,
        ObjectLockConfiguration: objectLock ?? {},
      }),
    ],
    [],
  ],
  [
    'stop-replication',
    [
      aStep('s3:PutBucketReplication', {
        ...OWN,
        ReplicationConfiguration: replication ?? { Rules: [] },
      }),
    ],
    [aStep('s3:DeleteBucketReplication', OWN)],
  ],
])(
  '%s is undone by setting what the baseline has and removing what it lacks',
  (technique, full, plain) => {
    expect(stepsFor(technique, aLogBucketState())).toEqual(full);
    expect(stepsFor(technique, { ...aPlainLogBucketState(), policy: '' })).toEqual(plain);
  },
);

const PAB = aStep('s3:PutPublicAccessBlock', {
  ...OWN,
  PublicAccessBlockConfiguration: publicAccessBlock ?? never(),
});
const ACCOUNT = aStep('s3control:PutPublicAccessBlock', {
  AccountId: OWN.ExpectedBucketOwner,
  PublicAccessBlockConfiguration: publicAccessBlock ?? never(),
});
const ACL = aStep('s3:PutBucketAcl', { ...OWN, AccessControlPolicy: acl ?? never() });
const OWNERSHIP = aStep('s3:PutBucketOwnershipControls', {
  ...OWN,
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
});
const LOGGING = aStep('s3:PutBucketLogging', {
  ...OWN,
  BucketLoggingStatus: { LoggingEnabled: logging ?? {} },
});
const NOTIFICATIONS = aStep('s3:PutBucketNotificationConfiguration', {
  ...OWN,
  NotificationConfiguration: aLogBucketState().notifications ?? {},
  SkipDestinationValidation: true,
});

test.each<[string, string, Step[]]>([
  ['open-bucket', 'publicAccessBlock', [PAB]],
  ['open-bucket', 'ownership', [OWNERSHIP]],
  ['open-bucket', 'publicAccessBlock, acl, ownership', [PAB, ACL, OWNERSHIP]],
  ['open-account', 'accountPublicAccessBlock', [ACCOUNT]],
  ['silence-bucket', 'logging', [LOGGING]],
  ['silence-bucket', 'notifications', [NOTIFICATIONS]],
  ['silence-bucket', 'logging, notifications', [NOTIFICATIONS, LOGGING]],
])('the runbook of %s puts back %s and no more', (technique, part, steps) => {
  expect(stepsFor(technique, aLogBucketState(), part)).toEqual(steps);
});

test.each(runbooks['log-bucket'])('$id: no findings make no steps', (runbook) => {
  expect(runbook.steps([], aLogBucketBaseline())).toEqual([]);
});

test.each(runbooks['log-bucket'])('$id: a finding that comes twice is undone once', (runbook) => {
  const found = runbook.undoes.map((technique) => aFinding(technique));
  const once = runbook.steps(found, aLogBucketBaseline());
  expect(runbook.steps([...found, ...found], aLogBucketBaseline())).toEqual(once);
});

test('every step names the expected owner of the bucket, except those that make a bucket or change the account', () => {
  for (const runbook of runbooks['log-bucket']) {
    const found = runbook.undoes.map((technique) => aFinding(technique));
    for (const { call, input } of runbook.steps(found, aLogBucketBaseline())) {
      expect(input).toMatchObject(NAMED[call] ?? OWN);
    }
  }
});

const NAMED: Readonly<Record<string, object>> = {
  's3:CreateBucket': { Bucket: OWN.Bucket },
  's3control:PutPublicAccessBlock': { AccountId: OWN.ExpectedBucketOwner },
};

function never(): never {
  throw new Error('The builder has every part.');
}
