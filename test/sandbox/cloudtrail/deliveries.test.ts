import {
  CreateTrailCommand,
  GetTrailStatusCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deleteRole, findRole, putRolePolicy } from '../../../services/sandbox/iam/roles';
import { findKey } from '../../../services/sandbox/kms/find-key';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

const logArchive = '333344445555';
const bucketName = `trailwarden-logs-${logArchive}`;
const group = `arn:aws:logs:us-east-1:${payments}:log-group:trail`;
let now = new Date('2026-11-21T12:00:00Z');
let organization: OrganizationUnderTest;
beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00Z');
  organization = await organizationUnderTest({ now: () => now });
});
afterEach(() => organization.sandbox.close());

const world = () => organization.sandbox.world;
const client = () => organization.cloudtrail(organization.sandbox.credentials(payments));
const status = () => client().send(new GetTrailStatusCommand({ Name: 'main' }));
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const update = () => client().send(new UpdateTrailCommand({ Name: 'main' }));
const bucketUnderTest = () => {
  const bucket = world().s3.buckets.get(bucketName);
  if (!bucket) throw new Error(`no bucket ${bucketName}`);
  return bucket;
};

test('a bucket that shuts CloudTrail out stops deliveries until its policy is back', async () => {
  await status();
  const delivered = (await status()).LatestDeliveryTime;
  expect(delivered).toEqual(now);
  const bucket = bucketUnderTest();
  const { policy } = bucket;
  bucket.policy = undefined;
  later(1);
  expect(await status()).toMatchObject({
    LatestDeliveryError: 'AccessDenied',
    LatestDeliveryTime: delivered,
  });
  await expect(update()).rejects.toMatchObject({
    name: 'InsufficientS3BucketPolicyException',
    message: `Incorrect S3 bucket policy is detected for bucket: ${bucketName}`,
  });
  bucket.policy = policy;
  later(1);
  const recovered = await status();
  expect(recovered).toMatchObject({ LatestDeliveryTime: now });
  expect(recovered).not.toHaveProperty('LatestDeliveryError');
  await update();
});

test('a deleted bucket is a delivery error, and a bucket that never existed in the sandbox is not', async () => {
  await client().send(new CreateTrailCommand({ Name: 'second', S3BucketName: 'elsewhere' }));
  world().s3.buckets.delete(bucketName);
  world().s3.deleted.add(bucketName);
  expect(await status()).toMatchObject({ LatestDeliveryError: 'NoSuchBucket' });
  const third = new CreateTrailCommand({ Name: 'third', S3BucketName: bucketName });
  await expect(client().send(third)).rejects.toMatchObject({
    name: 'S3BucketDoesNotExistException',
  });
});

test('a topic or a log group fails by itself, and the files still arrive', async () => {
  await status();
  const topicArn = `arn:aws:sns:us-east-1:${logArchive}:trail-files`;
  world().sns.topics.get(topicArn)?.attributes.delete('Policy');
  const role = findRole(world(), `arn:aws:iam::${payments}:role/CloudTrail_CloudWatchLogs`);
  if (!role) throw new Error('no role');
  const deny = { Effect: 'Deny', Action: 'logs:*', Resource: '*' } as const;
  putRolePolicy(role, 'deny', { Statement: deny });
  later(1);
  const failing = await status();
  expect(failing).toMatchObject({
    LatestNotificationError: 'AuthorizationError',
    LatestCloudWatchLogsDeliveryError: 'Access denied. Check the permissions for your role.',
  });
  expect(failing).not.toHaveProperty('LatestDeliveryError');
  await expect(update()).rejects.toMatchObject({ name: 'InsufficientSnsTopicPolicyException' });
  role.inlinePolicies.delete('deny');
  world().logs.groups.delete(group);
  world().logs.deleted.add(group);
  await expect(
    client().send(new UpdateTrailCommand({ Name: 'main', SnsTopicName: '' })),
  ).rejects.toMatchObject({ name: 'InvalidCloudWatchLogsLogGroupArnException' });
});

const roleArn = `arn:aws:iam::${payments}:role/CloudTrail_CloudWatchLogs`;
const second = (more = {}) =>
  client().send(
    new CreateTrailCommand({
      ...{ Name: 'second', S3BucketName: bucketName },
      ...{ CloudWatchLogsLogGroupArn: `${group}:*`, CloudWatchLogsRoleArn: roleArn, ...more },
    }),
  );

test('a role that is gone, does not trust CloudTrail, or may not write is refused by CreateTrail and UpdateTrail', async () => {
  const role = findRole(world(), roleArn);
  if (!role) throw new Error('no role');
  const { trustPolicy } = role;
  const refusals = async () =>
    (await Promise.allSettled([second(), update()])).map(
      (one) => one.status === 'rejected' && one.reason.name,
    );
  const writes = role.inlinePolicies.get('write');
  for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents']) {
    putRolePolicy(role, 'write', { Statement: { Effect: 'Allow', Action: action, Resource: '*' } });
    const code = 'InvalidCloudWatchLogsLogGroupArnException';
    expect(await refusals()).toEqual([code, code]);
  }
  if (writes) putRolePolicy(role, 'write', writes);
  const code = 'InvalidCloudWatchLogsRoleArnException';
  role.trustPolicy = {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  };
  expect(await refusals()).toEqual([code, code]);
  role.trustPolicy = trustPolicy;
  deleteRole(world(), roleArn);
  expect(await refusals()).toEqual([code, code]);
});

test('a log group and its role must be given together, and an empty one alone removes both', async () => {
  const change = (input: object) =>
    client().send(new UpdateTrailCommand({ Name: 'main', ...input }));
  const [CloudWatchLogsLogGroupArn, CloudWatchLogsRoleArn] = [`${group}:*`, roleArn];
  await expect(change({ CloudWatchLogsLogGroupArn })).rejects.toMatchObject({
    name: 'InvalidCloudWatchLogsRoleArnException',
    message: 'You must specify a log group and a role ARN.',
  });
  await expect(change({ CloudWatchLogsRoleArn })).rejects.toMatchObject({
    name: 'InvalidCloudWatchLogsLogGroupArnException',
  });
  const removed = await change({ CloudWatchLogsLogGroupArn: '' });
  expect(removed).not.toHaveProperty('CloudWatchLogsLogGroupArn');
  expect(removed).not.toHaveProperty('CloudWatchLogsRoleArn');
});

test('a bucket that denies only digests refuses a trail with validation', async () => {
  const bucket = bucketUnderTest();
  const { policy } = bucket;
  const statements = [policy?.document.Statement ?? []].flat();
  const document = {
    Statement: [
      ...statements,
      {
        Effect: 'Deny' as const,
        Principal: '*' as const,
        Action: 's3:PutObject',
        Resource: `${bucket.arn}/*CloudTrail-Digest*`,
      },
    ],
  };
  bucket.policy = { text: JSON.stringify(document), document };
  const bare = { CloudWatchLogsLogGroupArn: '', EnableLogFileValidation: true };
  await expect(second({ ...bare, CloudWatchLogsRoleArn: '' })).rejects.toMatchObject({
    name: 'InsufficientS3BucketPolicyException',
  });
  await second({ EnableLogFileValidation: false });
});

test('a disabled key and a key that does not trust CloudTrail have errors of their own', async () => {
  const { kmsKeyId = '' } = world().cloudtrail.trails.get(payments)?.[0]?.settings ?? {};
  const key = findKey(world(), { keyId: kmsKeyId, accountId: logArchive, region: 'us-east-1' });
  if (!key) throw new Error('no key');
  const { policy } = key;
  key.policy = { Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' } };
  expect(await status()).toMatchObject({ LatestDeliveryError: 'AccessDenied' });
  await expect(update()).rejects.toMatchObject({ name: 'InsufficientEncryptionPolicyException' });
  key.policy = policy;
  key.enabled = false;
  expect(await status()).toMatchObject({ LatestDeliveryError: 'KMS.DisabledException' });
  await expect(update()).rejects.toMatchObject({ name: 'KmsException' });
});

test('a digest comes every hour of logging, until the bucket shuts CloudTrail out', async () => {
  const { StartLoggingTime: began = now } = await status();
  later(59 - (now.getTime() - began.getTime()) / 60_000);
  expect(await status()).not.toHaveProperty('LatestDigestDeliveryTime');
  later(90);
  const digestAt = new Date(began.getTime() + 2 * 3_600_000);
  expect(await status()).toMatchObject({ LatestDigestDeliveryTime: digestAt });
  bucketUnderTest().policy = undefined;
  later(60);
  expect(await status()).toMatchObject({
    LatestDigestDeliveryTime: digestAt,
    LatestDigestDeliveryError: 'AccessDenied',
  });
});

test('held deliveries neither arrive nor fail', async () => {
  await status();
  const { LatestDeliveryTime } = await status();
  world().cloudtrail.deliveryFaults.hold = true;
  later(240);
  await status();
  const held = await status();
  expect(held).toMatchObject({ LatestDeliveryTime, IsLogging: true });
  expect(held).not.toHaveProperty('LatestDeliveryError');
  expect(held).not.toHaveProperty('LatestDigestDeliveryTime');
});
