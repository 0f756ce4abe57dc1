import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deliveryObstacle } from '../../../services/sandbox/s3/may-deliver';
import {
  type BucketsUnderTest,
  bucketsUnderTest,
  logArchive,
  logs,
  payments,
  trailPolicy,
} from './buckets-under-test';

const trailArn = `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`;
let under: BucketsUnderTest;
let s3: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  s3 = under.s3(logArchive);
  await s3.send(new CreateBucketCommand({ Bucket: logs }));
});
afterAll(() => under.close());

const obstacle = (more: object = {}) =>
  deliveryObstacle(under.sandbox.world, {
    bucketName: logs,
    trailArn,
    accountId: payments,
    region: 'us-east-1',
    ...more,
  });
const allow = (trail: string, prefix: string) =>
  s3.send(new PutBucketPolicyCommand({ Bucket: logs, Policy: trailPolicy(logs, trail, prefix) }));

test('CloudTrail delivers if the policy lets this trail write under its prefix', async () => {
  expect(obstacle()).toBe('AccessDenied');
  await allow(trailArn, `AWSLogs/${payments}/`);
  expect(obstacle()).toBeUndefined();
  expect(obstacle({ keyPrefix: 'elsewhere' })).toBe('AccessDenied');
  expect(obstacle({ organizationId: under.local.id })).toBe('AccessDenied');
  expect(obstacle({ trailArn: trailArn.replace('main', 'other') })).toBe('AccessDenied');
  await allow(trailArn, `logs/AWSLogs/${under.local.id}/`);
  expect(obstacle({ keyPrefix: 'logs', organizationId: under.local.id })).toBeUndefined();
});

test('requester pays, a foreign key, a lost policy and a lost bucket stop the delivery', async () => {
  await allow(trailArn, 'AWSLogs/');
  const pay = (Payer: 'Requester' | 'BucketOwner') =>
    s3.send(
      new PutBucketRequestPaymentCommand({
        Bucket: logs,
        RequestPaymentConfiguration: { Payer },
      }),
    );
  await pay('Requester');
  expect(obstacle()).toBe('RequesterPays');
  await pay('BucketOwner');
  const KMSMasterKeyID = `arn:aws:kms:us-east-1:${payments}:key/mallory`;
  const byKey = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } as const;
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: logs,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: byKey }],
      },
    }),
  );
  expect(obstacle({ mayEncryptWith: (key: string) => key !== KMSMasterKeyID })).toBe(
    'KMS.AccessDenied',
  );
  expect(obstacle()).toBeUndefined();
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: logs }));
  expect(obstacle()).toBe('AccessDenied');
  await s3.send(new DeleteBucketCommand({ Bucket: logs }));
  expect(obstacle()).toBe('NoSuchBucket');
  expect(obstacle({ bucketName: 'outside-this-world' })).toBeUndefined();
});
