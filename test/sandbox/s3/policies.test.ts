import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createRole } from '../../../services/sandbox/iam/roles';
import {
  type BucketsUnderTest,
  bucketsUnderTest,
  logArchive,
  logs,
  payments,
} from './buckets-under-test';

const Bucket = logs;
const arn = `arn:aws:s3:::${Bucket}`;
let under: BucketsUnderTest;
let owner: S3Client;
let stranger: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  owner = under.s3(logArchive);
  stranger = under.s3(payments);
  await owner.send(new CreateBucketCommand({ Bucket }));
  createRole(under.sandbox.world, {
    accountId: logArchive,
    name: 'reader',
    trustPolicy: {
      Statement: { Effect: 'Allow', Principal: { AWS: logArchive }, Action: 'sts:AssumeRole' },
    },
    inlinePolicies: {
      read: { Statement: { Effect: 'Allow', Action: 's3:GetBucketPolicy', Resource: arn } },
    },
  });
});
beforeEach(async () => {
  await under.s3(logArchive, { as: 'root' }).send(new DeleteBucketPolicyCommand({ Bucket }));
});
afterAll(() => under.close());

const statement = (more: object) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${payments}:root` },
  Action: 's3:GetBucketVersioning',
  Resource: arn,
  ...more,
});
const putPolicy = (...statements: object[]) =>
  new PutBucketPolicyCommand({
    Bucket,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  });

test('a policy is returned as it was put, its record holds it, and a missing one is an error of its own', async () => {
  const get = new GetBucketPolicyCommand({ Bucket });
  await expect(owner.send(get)).rejects.toMatchObject({
    name: 'NoSuchBucketPolicy',
    message: 'The bucket policy does not exist',
  });
  const put = putPolicy(statement({}));
  await owner.send(put);
  expect((await owner.send(get)).Policy).toBe(put.input.Policy);
  expect(await under.recordOf(logArchive, 'PutBucketPolicy')).toMatchObject({
    requestParameters: {
      bucketName: Bucket,
      policy: '',
      bucketPolicy: JSON.parse(String(put.input.Policy)),
    },
  });
});

test('a malformed policy is refused as S3 refuses it', async () => {
  const refused = async (Policy: string, message: string) => {
    const put = owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    await expect(put).rejects.toMatchObject({ name: 'MalformedPolicy', message });
  };
  const broken = (more: object) => JSON.stringify({ Statement: [statement(more)] });
  await refused('nothing', "Policies must be valid JSON and the first byte must be '{'");
  await refused(broken({ Principal: undefined }), 'Missing required field Principal');
  await refused(broken({ Resource: 'arn:aws:s3:::other' }), 'Policy has invalid resource');
  await refused(broken({ Action: 'sqs:SendMessage' }), 'Policy has invalid action');
  const gone = { AWS: `arn:aws:iam::${payments}:role/gone` };
  await refused(broken({ Principal: gone }), 'Invalid principal in policy');
  const anyone = { AWS: 'arn:aws:iam::999988887777:role/*' };
  await refused(broken({ Principal: anyone }), 'Invalid principal in policy');
  await refused(broken({ Resource: '*' }), 'Policy has invalid resource');
  await refused(broken({ Action: 's3:GetBucketWeather' }), 'Policy has invalid action');
  const unfit = 'Action does not apply to any resource(s) in statement';
  await refused(broken({ Action: ['s3:ListBucket', 's3:Get*'], Resource: `${arn}/*` }), unfit);
  await refused(broken({ Action: 's3:PutObject' }), unfit);
});

test('a policy comes back without white space, its accounts as the ARNs of their roots', async () => {
  const written = (AWS: string | readonly string[]) => ({
    Version: '2012-10-17',
    Statement: [
      statement({ Principal: { AWS }, Action: 's3:*', Resource: [arn, `${arn}/*`] }),
      statement({ Effect: 'Deny', Principal: '*', Action: 's3:GetObject*', Resource: `${arn}*` }),
    ],
  });
  const Policy = JSON.stringify(written([payments, `arn:aws:iam::${logArchive}:root`]), null, 2);
  await owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const roots = [payments, logArchive].map((id) => `arn:aws:iam::${id}:root`);
  expect((await owner.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(
    JSON.stringify(written(roots)),
  );
});

test('another account has access only if both sides allow it, and both accounts have the record', async () => {
  const versioning = new GetBucketVersioningCommand({ Bucket });
  await expect(stranger.send(versioning)).rejects.toMatchObject({ name: 'AccessDenied' });
  await owner.send(
    putPolicy(statement({ Action: ['s3:GetBucketVersioning', 's3:*BucketPolicy'] })),
  );
  await expect(stranger.send(versioning)).resolves.toBeDefined();
  await expect(stranger.send(putPolicy(statement({})))).rejects.toMatchObject({
    name: 'MethodNotAllowed',
    $metadata: { httpStatusCode: 405 },
  });
  const own = await under.recordOf(payments, 'GetBucketVersioning');
  const shared = await under.recordOf(logArchive, 'GetBucketVersioning');
  expect(shared).toMatchObject({
    sharedEventID: own.sharedEventID,
    recipientAccountId: logArchive,
    userIdentity: { type: 'AWSAccount', accountId: payments },
  });
});

test('a denial for every principal locks out all but the owner’s root, who may only handle the policy', async () => {
  const everybody = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, `${arn}/*`] };
  await owner.send(putPolicy(statement(everybody)));
  const get = new GetBucketPolicyCommand({ Bucket });
  await expect(owner.send(get)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::${logArchive}:user/admin is not authorized to perform: s3:GetBucketPolicy on resource: "${arn}" with an explicit deny in a resource-based policy`,
  });
  expect(await under.recordOf(logArchive, 'GetBucketPolicy')).toMatchObject({
    errorCode: 'AccessDenied',
    requestParameters: { bucketName: Bucket },
  });
  const root = under.s3(logArchive, { as: 'root' });
  await expect(root.send(get)).resolves.toBeDefined();
  await expect(root.send(new GetBucketVersioningCommand({ Bucket }))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  await root.send(new DeleteBucketPolicyCommand({ Bucket }));
  await expect(owner.send(get)).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
});

test('a role may make only the calls whose IAM actions its policy names', async () => {
  const reader = under.s3(logArchive, { as: 'reader' });
  await expect(reader.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchBucketPolicy',
  });
  const VersioningConfiguration = { Status: 'Suspended' } as const;
  const suspend = new PutBucketVersioningCommand({ Bucket, VersioningConfiguration });
  await expect(reader.send(suspend)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('no identity-based policy allows the s3:PutBucketVersioning'),
  });
  await expect(reader.send(new ListBucketsCommand({}))).rejects.toMatchObject({
    message: expect.stringContaining('s3:ListAllMyBuckets'),
  });
});

test('a policy for every principal is refused while public policies are blocked, and is told as public', async () => {
  const world = statement({ Principal: '*' });
  await expect(owner.send(putPolicy(world))).rejects.toMatchObject({ name: 'AccessDenied' });
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': under.local.id } };
  await owner.send(putPolicy({ ...world, Condition }));
  const status = new GetBucketPolicyStatusCommand({ Bucket });
  expect((await owner.send(status)).PolicyStatus).toEqual({ IsPublic: false });
  await expect(stranger.send(new GetBucketVersioningCommand({ Bucket }))).resolves.toBeDefined();
});
