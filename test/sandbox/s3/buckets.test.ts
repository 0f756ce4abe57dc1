import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type BucketsUnderTest,
  bucketsUnderTest,
  logArchive,
  payments,
} from './buckets-under-test';

let under: BucketsUnderTest;
let owner: S3Client;
let stranger: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  owner = under.s3(logArchive);
  stranger = under.s3(payments);
});
afterAll(() => under.close());

test('a bucket name is taken for every account, and free again once the bucket is deleted', async () => {
  const create = new CreateBucketCommand({ Bucket: 'one-name' });
  expect(await owner.send(create)).toMatchObject({ Location: '/one-name' });
  await expect(stranger.send(create)).rejects.toMatchObject({
    name: 'BucketAlreadyExists',
    $metadata: { httpStatusCode: 409 },
    BucketName: 'one-name',
  });
  await expect(owner.send(create)).resolves.toBeDefined();
  const { Buckets, Owner } = await owner.send(new ListBucketsCommand({ Prefix: 'one-' }));
  expect(Buckets).toMatchObject([{ Name: 'one-name', CreationDate: expect.any(Date) }]);
  expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  await owner.send(new DeleteBucketCommand({ Bucket: 'one-name' }));
  await expect(owner.send(new DeleteBucketCommand({ Bucket: 'one-name' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
    message: 'The specified bucket does not exist',
  });
  await expect(stranger.send(create)).resolves.toBeDefined();
});

test('a request for a bucket in another Region is answered with the right Region', async () => {
  const Bucket = 'in-ireland';
  const ireland = under.s3(logArchive, { region: 'eu-west-1' });
  const createIn = (LocationConstraint: 'eu-west-1' | 'eu-west-2') =>
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } });
  await expect(ireland.send(createIn('eu-west-2'))).rejects.toMatchObject({
    name: 'IllegalLocationConstraintException',
  });
  const create = createIn('eu-west-1');
  await ireland.send(create);
  await expect(ireland.send(create)).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  await expect(ireland.send(new HeadBucketCommand({ Bucket }))).resolves.toMatchObject({
    BucketRegion: 'eu-west-1',
  });
  expect(await owner.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
    LocationConstraint: 'eu-west-1',
  });
  const lock = new GetObjectLockConfigurationCommand({ Bucket });
  await expect(owner.send(lock)).rejects.toMatchObject({
    name: 'AuthorizationHeaderMalformed',
    message:
      "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
    Region: 'eu-west-1',
  });
  const inVirginia = new CreateBucketCommand({ Bucket: 'in-virginia' });
  await owner.send(inVirginia);
  const away = ireland.send(new GetObjectLockConfigurationCommand({ Bucket: 'in-virginia' }));
  await expect(away).rejects.toMatchObject({
    name: 'PermanentRedirect',
    $metadata: { httpStatusCode: 301 },
    $response: { headers: { 'x-amz-bucket-region': 'us-east-1' } },
  });
});

test('a bucket with objects cannot be deleted, and a bucket of an unexpected owner is refused', async () => {
  const Bucket = 'not-empty';
  await owner.send(new CreateBucketCommand({ Bucket }));
  await owner.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'b' }));
  await expect(owner.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: 'BucketNotEmpty',
    message: 'The bucket you tried to delete is not empty',
  });
  const elsewhere = new DeleteBucketCommand({ Bucket, ExpectedBucketOwner: payments });
  await expect(owner.send(elsewhere)).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(stranger.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  const nowhere = new HeadBucketCommand({ Bucket: 'nowhere' });
  await expect(stranger.send(nowhere)).rejects.toMatchObject({ name: 'NotFound' });
});
