import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BucketsUnderTest, bucketsUnderTest, payments } from './buckets-under-test';

const Bucket = 'evidence-444455556666';
const object = { Bucket, Key: 'inc-1/memory image.lime' };
let under: BucketsUnderTest;
let s3: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  s3 = withoutSum(under.s3(payments));
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => under.close());

/** Otherwise the SDK signs the checksum of the body it does not have yet. */
function withoutSum(client: S3Client): S3Client {
  client.config.requestChecksumCalculation = async () => 'WHEN_REQUIRED';
  return client;
}

const urlToGet = (expiresIn = 60, from = s3) =>
  getSignedUrl(from, new GetObjectCommand(object), { expiresIn });
const urlToPut = (expiresIn = 60, from = s3) =>
  getSignedUrl(from, new PutObjectCommand(object), { expiresIn });

async function ask(url: string, init?: RequestInit) {
  const response = await fetch(url, init);
  const text = await response.text();
  const [, code] = /<Code>(.*?)<\/Code>/.exec(text) ?? [];
  const [, message] = /<Message>(.*?)<\/Message>/.exec(text) ?? [];
  return { status: response.status, text, code, message };
}

test('an address lets its holder put the one object, and read it', async () => {
  const put = await ask(await urlToPut(), { method: 'PUT', body: 'all the memory' });
  expect(put).toMatchObject({ status: 200 });
  expect(await ask(await urlToGet())).toMatchObject({ status: 200, text: 'all the memory' });
});

test('an address is for its method, its object and its query as they were signed', async () => {
  const url = await urlToGet();
  for (const other of [
    ask(url, { method: 'PUT', body: 'x' }),
    ask(url.replace('inc-1', 'inc-2')),
    ask(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000')),
  ]) {
    expect(await other).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  }
});

test('a session signs with its token in the query, and the address ends with it', async () => {
  const { endpoint, credentials } = under.sandbox;
  const sts = new STSClient({
    endpoint,
    region: 'us-east-1',
    credentials: credentials('111122223333'),
  });
  const { Credentials: session } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${payments}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'collector',
    }),
  );
  sts.destroy();
  const from = withoutSum(under.s3(payments));
  from.config.credentials = async () => ({
    accessKeyId: session?.AccessKeyId ?? '',
    secretAccessKey: session?.SecretAccessKey ?? '',
    ...(session?.SessionToken && { sessionToken: session.SessionToken }),
  });
  const url = await urlToPut(60, from);
  expect(url).toContain('X-Amz-Security-Token=');
  expect(await ask(url, { method: 'PUT', body: 'more' })).toMatchObject({ status: 200 });
  const without = url.replace(/X-Amz-Security-Token=[^&]+&/, '');
  expect(await ask(without, { method: 'PUT', body: 'more' })).toMatchObject({
    status: 403,
    code: 'InvalidAccessKeyId',
  });
});

test('a policy can tell an address from a signed header', async () => {
  const policy = {
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition: { StringEquals: { 's3:authType': 'REST-QUERY-STRING' } },
    },
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
  const refused = await ask(await urlToPut(), { method: 'PUT', body: 'x' });
  expect(refused).toMatchObject({ status: 403, code: 'AccessDenied' });
  await s3.send(new PutObjectCommand({ ...object, Body: 'all the memory' }));
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
});

test('a checksum in the address is compared, and headers that were not signed are refused', async () => {
  const url = await urlToPut(60, under.s3(payments));
  expect(url).toContain('x-amz-checksum-crc32=AAAAAA');
  const put = await ask(url, { method: 'PUT', body: 'not nothing' });
  expect(put).toMatchObject({ status: 400, code: 'BadDigest' });
  const headers = { 'x-amz-acl': 'public-read' };
  const added = await ask(await urlToPut(), { method: 'PUT', body: 'x', headers });
  expect(added).toMatchObject({
    status: 403,
    message: 'There were headers present in the request which were not signed',
  });
});

test('an address that lacks something, or is for more than a week, is refused', async () => {
  const url = await urlToGet();
  expect(await ask(url.replace(/X-Amz-Date=[^&]+&/, ''))).toMatchObject({
    status: 400,
    code: 'AuthorizationQueryParametersError',
  });
  const long = url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801');
  expect(await ask(long)).toMatchObject({
    status: 400,
    message: 'X-Amz-Expires must be less than a week (in seconds) that is 604800',
  });
});

test('an address ends by the clock of the world', async () => {
  const url = await urlToGet(900);
  under.sandbox.world.clock.advance(899_000);
  expect(await ask(url)).toMatchObject({ status: 200 });
  under.sandbox.world.clock.advance(2_000);
  const late = await ask(url);
  expect(late).toMatchObject({
    status: 403,
    code: 'AccessDenied',
    message: 'Request has expired',
  });
  expect(late.text).toMatch(/<X-Amz-Expires>900<\/X-Amz-Expires><Expires>[\dT:-]+Z<\/Expires>/);
});
