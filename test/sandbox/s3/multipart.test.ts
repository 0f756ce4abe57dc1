import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BucketsUnderTest, bucketsUnderTest, payments } from './buckets-under-test';

const Bucket = 'evidence-444455556666';
const FIRST = Buffer.alloc(5 * 1_048_576, 'first');
const LAST = Buffer.from('last');
let under: BucketsUnderTest;
let s3: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  s3 = under.s3(payments);
  s3.config.requestChecksumCalculation = async () => 'WHEN_REQUIRED';
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
      },
    }),
  );
});
afterAll(() => under.close());

async function begun(Key: string) {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  return { Bucket, Key, UploadId };
}

const md5 = (body: Buffer, encoding: 'base64' | 'hex' = 'base64') =>
  createHash('md5').update(body).digest(encoding);

async function put(upload: Awaited<ReturnType<typeof begun>>, PartNumber: number, body: Buffer) {
  const url = await getSignedUrl(s3, new UploadPartCommand({ ...upload, PartNumber }));
  return fetch(url, {
    ...{ method: 'PUT', body: new Uint8Array(body), headers: { 'content-md5': md5(body) } },
  });
}

const completed = async (upload: Awaited<ReturnType<typeof begun>>) => {
  const { Parts = [] } = await s3.send(new ListPartsCommand(upload));
  const parts = Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
  return s3.send(
    new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }),
  );
};

test('parts that were put by presigned addresses become one object, which is locked', async () => {
  const upload = await begun('whole');
  await put(upload, 2, LAST);
  await put(upload, 1, FIRST);
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'whole' }))).rejects.toMatchObject({
    name: 'NoSuchKey',
  });
  const { Parts } = await s3.send(new ListPartsCommand(upload));
  expect(Parts).toMatchObject([
    { PartNumber: 1, Size: FIRST.length, ETag: `"${md5(FIRST, 'hex')}"` },
    { PartNumber: 2, Size: LAST.length },
  ]);
  const { ETag } = await completed(upload);
  expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'whole' }));
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  expect(bytes.equals(Buffer.concat([FIRST, LAST]))).toBe(true);
  const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: 'whole' }));
  expect(Retention?.Mode).toBe('GOVERNANCE');
  await expect(completed(upload)).rejects.toMatchObject({ name: 'NoSuchUpload' });
});

test('only the last part may be small, each must be as it was put, and their numbers rise', async () => {
  const upload = await begun('small');
  await put(upload, 1, LAST);
  await put(upload, 2, LAST);
  await expect(completed(upload)).rejects.toMatchObject({ name: 'EntityTooSmall' });
  const complete = (...Parts: { PartNumber: number; ETag: string }[]) =>
    s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  const ETag = md5(LAST, 'hex');
  await expect(complete({ PartNumber: 1, ETag: 'other' })).rejects.toMatchObject({
    name: 'InvalidPart',
  });
  await expect(complete({ PartNumber: 2, ETag }, { PartNumber: 1, ETag })).rejects.toMatchObject({
    name: 'InvalidPartOrder',
  });
  await s3.send(new AbortMultipartUploadCommand(upload));
  await expect(s3.send(new ListPartsCommand(upload))).rejects.toMatchObject({
    name: 'NoSuchUpload',
  });
});

/** Public reports of both sentences. */
test('what a default retention will lock comes with a checksum, whole or in parts', async () => {
  const upload = await begun('without');
  const url = await getSignedUrl(s3, new UploadPartCommand({ ...upload, PartNumber: 1 }));
  const response = await fetch(url, { method: 'PUT', body: 'part' });
  expect({ status: response.status, text: await response.text() }).toEqual({
    status: 400,
    text: expect.stringContaining(
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Part requests with Object Lock parameters',
    ),
  });
  await expect(
    s3.send(new PutObjectCommand({ Bucket, Key: 'without', Body: 'whole' })),
  ).rejects.toMatchObject({ name: 'InvalidRequest' });
  const wrong = await fetch(url, {
    ...{ method: 'PUT', body: 'part', headers: { 'content-md5': md5(LAST) } },
  });
  expect(wrong.status).toBe(400);
});
