import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand as DeleteBucketBlockCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  type S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRole } from '../../../services/sandbox/iam/roles';
import { type BucketsUnderTest, bucketsUnderTest, payments } from './buckets-under-test';

let under: BucketsUnderTest;
let control: S3ControlClient;
const AccountId = payments;
const ALL = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const put = (PublicAccessBlockConfiguration: Partial<typeof ALL>) =>
  control.send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration }));
const get = () => control.send(new GetPublicAccessBlockCommand({ AccountId }));

beforeAll(async () => {
  under = await bucketsUnderTest();
  control = under.s3control(payments);
});
afterAll(() => under.close());

test('an account has no public access block until one is put, and then that one', async () => {
  await expect(get()).rejects.toMatchObject({
    name: 'NoSuchPublicAccessBlockConfiguration',
    message: 'The public access block configuration was not found',
    $metadata: { httpStatusCode: 404 },
  });
  await put({ BlockPublicAcls: true });
  expect((await get()).PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: true,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  });
  await expect(put({})).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'Must specify at least one configuration.',
  });
  await put(ALL);
  expect((await get()).PublicAccessBlockConfiguration).toEqual(ALL);
  for (let twice = 0; twice < 2; twice += 1) {
    await control.send(new DeletePublicAccessBlockCommand({ AccountId }));
  }
  await expect(get()).rejects.toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' });
});

test('the calls on the block are recorded as S3’s, under their own names, in the Region of the request', async () => {
  control = under.s3control(payments, { region: 'eu-west-1' });
  await put(ALL);
  await control.send(new DeletePublicAccessBlockCommand({ AccountId }));
  const written = {
    eventSource: 's3.amazonaws.com',
    readOnly: false,
    requestParameters: {
      accountId: payments,
      Host: `${payments}.s3-control.eu-west-1.amazonaws.com`,
    },
  };
  expect(await under.recordOf(payments, 'PutAccountPublicAccessBlock', 'eu-west-1')).toMatchObject({
    ...written,
    requestParameters: { ...written.requestParameters, PublicAccessBlockConfiguration: ALL },
  });
  expect(
    await under.recordOf(payments, 'DeleteAccountPublicAccessBlock', 'eu-west-1'),
  ).toMatchObject(written);
  control = under.s3control(payments);
});

test('what the account blocks is blocked in its buckets, even if their own block allows it', async () => {
  const s3 = under.s3(payments);
  const Bucket = 'open-as-can-be';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new DeleteBucketBlockCommand({ Bucket }));
  const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' } as const] };
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    },
  });
  const open = [
    () => s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' })),
    () => s3.send(new PutBucketPolicyCommand({ Bucket, Policy })),
  ];
  await put(ALL);
  for (const call of open) await expect(call()).rejects.toMatchObject({ name: 'AccessDenied' });
  await control.send(new DeletePublicAccessBlockCommand({ AccountId }));
  for (const call of open) await call();
});

test('the block of an account can be changed by no other account, and by no caller without the permission', async () => {
  const strangers = new GetPublicAccessBlockCommand({ AccountId: '333344445555' });
  await expect(control.send(strangers)).rejects.toMatchObject({ name: 'AccessDenied' });
  createRole(under.sandbox.world, {
    accountId: payments,
    name: 'powerless',
    trustPolicy: {
      Statement: { Effect: 'Allow', Principal: { AWS: payments }, Action: 'sts:AssumeRole' },
    },
  });
  const powerless = under.s3control(payments, { as: 'powerless' });
  await expect(
    powerless.send(new DeletePublicAccessBlockCommand({ AccountId })),
  ).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('s3:PutAccountPublicAccessBlock'),
  });
});
