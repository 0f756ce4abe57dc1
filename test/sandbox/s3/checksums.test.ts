import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

test('evidence arrives whole: its checksum is reckoned again, kept and given back', async () => {
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

test('what arrived otherwise than it was sent is refused and not kept', async () => {
  const put = { Bucket, Key: 'two', Body: 'events', ChecksumSHA256: sha256('other') };
  await expect(s3.send(new PutObjectCommand(put))).rejects.toMatchObject({
    name: 'BadDigest',
    message: 'The SHA256 you specified did not match the calculated checksum.',
  });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'two' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
});
