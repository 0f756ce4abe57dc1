import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRole } from '../../../services/sandbox/iam/roles';
import { createKey } from '../../../services/sandbox/kms/create-key';
import { type BucketsUnderTest, bucketsUnderTest, logArchive } from './buckets-under-test';

const Bucket = 'evidence';
let under: BucketsUnderTest;
let s3: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  s3 = under.s3(logArchive);
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
});
afterAll(() => under.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

test('the checksum of an object is verified, kept and returned', async () => {
  const put = { Bucket, Key: 'one', Body: 'events', ChecksumSHA256: sha256('events') };
  expect(await s3.send(new PutObjectCommand(put))).toMatchObject({
    ChecksumSHA256: sha256('events'),
    VersionId: expect.any(String),
  });
  const { Body, ChecksumSHA256 } = await s3.send(
    new GetObjectCommand({ Bucket, Key: 'one', ChecksumMode: 'ENABLED' }),
  );
  expect(await Body?.transformToString()).toBe('events');
  expect(ChecksumSHA256).toBe(sha256('events'));
});

test('an object with a wrong checksum is refused and not kept', async () => {
  const put = { Bucket, Key: 'two', Body: 'events', ChecksumSHA256: sha256('other') };
  await expect(s3.send(new PutObjectCommand(put))).rejects.toMatchObject({
    name: 'BadDigest',
    message: 'The SHA256 you specified did not match the calculated checksum.',
  });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'two' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
});

test('a role that writes to an encrypted bucket also needs its key', async () => {
  const { world } = under.sandbox;
  const key = createKey(world, { accountId: logArchive, region: 'us-east-1' });
  const rule = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: key.arn };
  const Rules = [{ ApplyServerSideEncryptionByDefault: rule }];
  const ServerSideEncryptionConfiguration = { Rules };
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  const role = (name: string, ...Action: readonly string[]) =>
    createRole(world, {
      accountId: logArchive,
      name,
      trustPolicy: { Statement: [] },
      inlinePolicies: { write: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } },
    });
  role('without', 's3:PutObject', 's3:GetObject');
  role('with', 's3:PutObject', 's3:GetObject', 'kms:GenerateDataKey');
  const put = new PutObjectCommand({ Bucket, Key: 'three', Body: 'events' });
  await expect(under.s3(logArchive, { as: 'without' }).send(put)).rejects.toThrow(
    `is not authorized to perform: kms:GenerateDataKey on resource: ${key.arn}`,
  );
  await under.s3(logArchive, { as: 'with' }).send(put);
  await expect(
    under.s3(logArchive, { as: 'with' }).send(new GetObjectCommand({ Bucket, Key: 'three' })),
  ).rejects.toThrow('is not authorized to perform: kms:Decrypt');
});

test('an object that came without a checksum has one of S3, which the SDK verifies', async () => {
  const plain = new S3Client({
    endpoint: under.sandbox.endpoint,
    region: 'us-east-1',
    credentials: under.sandbox.credentials(logArchive),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await s3.send(new CreateBucketCommand({ Bucket: 'plain' }));
  const put = { Bucket: 'plain', Key: 'check', Body: '123456789' };
  // The check value of CRC-64/NVME: ae8b14860a799888.
  const sum = Buffer.from('ae8b14860a799888', 'hex').toString('base64');
  expect(await plain.send(new PutObjectCommand(put))).toMatchObject({
    ChecksumCRC64NVME: sum,
    ChecksumType: 'FULL_OBJECT',
    ServerSideEncryption: 'AES256',
  });
  const read = new GetObjectCommand({ Bucket: 'plain', Key: 'check', ChecksumMode: 'ENABLED' });
  const { Body, ChecksumCRC64NVME } = await s3.send(read);
  expect([await Body?.transformToString(), ChecksumCRC64NVME]).toEqual(['123456789', sum]);
  plain.destroy();
});
