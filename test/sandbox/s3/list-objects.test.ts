import {
  CreateBucketCommand,
  ListObjectsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BucketsUnderTest, bucketsUnderTest, logArchive } from './buckets-under-test';

const Bucket = 'first-listing';
let under: BucketsUnderTest;
let s3: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  s3 = under.s3(logArchive);
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ['a/1', 'a/2', 'b/1', 'b/2']) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  }
});

afterAll(() => under.close());

test('ListObjects lists the keys after a marker', async () => {
  const listed = await s3.send(new ListObjectsCommand({ Bucket, Marker: 'a/1', MaxKeys: 2 }));
  expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['a/2', 'b/1']);
  expect(listed).toMatchObject({ IsTruncated: true, Marker: 'a/1' });
  expect(listed.NextMarker).toBeUndefined();
});

test('ListObjects returns a next marker only when keys are rolled up', async () => {
  const listed = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 1 }));
  expect(listed).toMatchObject({ IsTruncated: true, NextMarker: 'a/' });
  expect(listed.CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
});
