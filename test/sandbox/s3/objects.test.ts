import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BucketsUnderTest, bucketsUnderTest, logArchive } from './buckets-under-test';
import { toLoopback } from './to-loopback';

const Bucket = 'evidence';
let under: BucketsUnderTest;
let s3: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  s3 = under.s3(logArchive);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket: 'locked', ObjectLockEnabledForBucket: true }));
});
afterAll(() => under.close());

const read = async (Key: string, VersionId?: string) => {
  const wanted = { Bucket, Key, ...(VersionId !== undefined && { VersionId }) };
  const { Body, ...rest } = await s3.send(new GetObjectCommand(wanted));
  return { ...rest, body: await Body?.transformToString() };
};

test('an object with an odd key comes back as it was put, by path, by host name and as a stream', async () => {
  const Key = "AWSLogs/é + (1)!'*/a b.json";
  const put = { Bucket, Key, Body: 'hello', ContentType: 'text/plain', Metadata: { by: 'test' } };
  const { ETag } = await s3.send(new PutObjectCommand(put));
  expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
  expect(await read(Key)).toMatchObject({ body: 'hello', ETag, ContentType: 'text/plain' });
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
    ContentLength: 5,
    Metadata: { by: 'test' },
    ServerSideEncryption: 'AES256',
  });
  const Body = Readable.from([Buffer.from('he'), Buffer.from('llo')]);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: 5 }));
  expect((await read('streamed')).body).toBe('hello');
  const once = new PutObjectCommand({ Bucket, Key: 'streamed', Body: 'other', IfNoneMatch: '*' });
  await expect(s3.send(once)).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await expect(read('nothing')).rejects.toMatchObject({ name: 'NoSuchKey', Key: 'nothing' });

  const { endpoint } = under.sandbox;
  const byHost = new S3Client({
    endpoint: endpoint.replace('127.0.0.1', 'localhost'),
    region: 'us-east-1',
    credentials: under.sandbox.credentials(logArchive),
    maxAttempts: 1,
    requestHandler: { httpAgent: { lookup: toLoopback } },
  });
  const answer = await byHost.send(new GetObjectCommand({ Bucket, Key }));
  expect(await text(answer.Body as Readable)).toBe('hello');
  byHost.destroy();
});

test('keys are listed in order, by prefix, rolled up and page by page', async () => {
  const keys = ['list/a', 'list/b/1', 'list/b/2', 'list/c'];
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  const list = (more: object) =>
    s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', ...more }));
  expect((await list({})).Contents?.map(({ Key, Size }) => [Key, Size])).toEqual(
    keys.map((key) => [key, key.length]),
  );
  expect((await list({ Prefix: 'AWSLogs/', EncodingType: 'url' })).Contents).toMatchObject([
    { Key: "AWSLogs/%C3%A9%20%2B%20(1)!'*/a%20b.json" },
  ]);
  const rolled = await list({ Delimiter: '/' });
  expect(rolled.Contents?.map(({ Key }) => Key)).toEqual(['list/a', 'list/c']);
  expect(rolled.CommonPrefixes).toEqual([{ Prefix: 'list/b/' }]);
  const first = await list({ MaxKeys: 3 });
  expect(first).toMatchObject({ IsTruncated: true, KeyCount: 3 });
  const rest = await list({ ContinuationToken: first.NextContinuationToken });
  expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['list/c']);
});

test('in a versioned bucket a deleted object is only hidden, and comes back with its marker gone', async () => {
  const Key = 'versioned';
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'before' }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'after' }));
  const { Deleted, Errors } = await s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key: 'never' }] } }),
  );
  expect(Deleted).toMatchObject([{ Key, DeleteMarker: true }, { Key: 'never' }]);
  expect(Errors).toBeUndefined();
  await expect(read(Key)).rejects.toMatchObject({
    name: 'NoSuchKey',
    $response: { headers: { 'x-amz-delete-marker': 'true' } },
  });
  expect((await read(Key, 'null')).body).toBe('before');
  const versions = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  expect(versions.Versions).toMatchObject([{ IsLatest: false }, { VersionId: 'null' }]);
  const VersionId = versions.DeleteMarkers?.[0]?.VersionId;
  const CopySource = `${Bucket}/${Key}?versionId=null`;
  await s3.send(new CopyObjectCommand({ Bucket, Key: 'copied back', CopySource }));
  expect((await read('copied back')).body).toBe('before');
  await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  expect((await read(Key)).body).toBe('after');
});

test('an object locked in COMPLIANCE mode cannot be deleted; one in GOVERNANCE mode only with the bypass', async () => {
  const until = new Date(Date.now() + 60 * 60 * 1000);
  const put = async (mode: 'COMPLIANCE' | 'GOVERNANCE') => {
    const lock = { ObjectLockMode: mode, ObjectLockRetainUntilDate: until };
    const object = { Bucket: 'locked', Key: mode, Body: 'kept', ...lock };
    const { VersionId } = await s3.send(new PutObjectCommand(object));
    return { Bucket: 'locked', Key: mode, VersionId };
  };
  const protectedByLock = {
    name: 'AccessDenied',
    message: 'Access Denied because object protected by object lock.',
  };
  const forGood = await put('COMPLIANCE');
  const bypass = { BypassGovernanceRetention: true };
  await expect(s3.send(new DeleteObjectCommand({ ...forGood, ...bypass }))).rejects.toMatchObject(
    protectedByLock,
  );
  const shorter = { Retention: { Mode: 'COMPLIANCE', RetainUntilDate: new Date() } } as const;
  await expect(
    s3.send(new PutObjectRetentionCommand({ ...forGood, ...shorter, ...bypass })),
  ).rejects.toMatchObject(protectedByLock);
  const governed = await put('GOVERNANCE');
  await expect(s3.send(new DeleteObjectCommand(governed))).rejects.toMatchObject(protectedByLock);
  await s3.send(new DeleteObjectCommand({ ...governed, ...bypass }));
});
