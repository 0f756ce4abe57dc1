import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { issueSession } from '../../../services/sandbox/sts/issue-session';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from './organization-under-test';

let now = new Date('2026-11-21T12:00:00Z');
let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest({ now: () => now });
});
afterAll(() => organization.sandbox.close());

const sts = (changes: object, accountId = payments) =>
  organization.sts({ ...organization.sandbox.credentials(accountId), ...changes });
const cloudtrail = (changes: object) =>
  organization.cloudtrail({ ...organization.sandbox.credentials(payments), ...changes });

test('a signed call is answered as the owner of the key', async () => {
  const identity = await sts({}).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe(payments);
  expect(identity.Arn).toBe(`arn:aws:iam::${payments}:user/admin`);
});

test('the account comes from the key and from nothing else', async () => {
  const identity = await sts({}, management).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe(management);
});

test('a wrong secret is refused in the words of each protocol', async () => {
  const wrong = { secretAccessKey: 'wrong' };
  await expect(sts(wrong).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  });
  await expect(cloudtrail(wrong).send(new DescribeTrailsCommand({}))).rejects.toMatchObject({
    name: 'InvalidSignatureException',
    $metadata: { httpStatusCode: 400 },
  });
});

test('an unknown key is refused in the words of each protocol', async () => {
  const unknown = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
  await expect(sts(unknown).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  });
  await expect(cloudtrail(unknown).send(new DescribeTrailsCommand({}))).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
  });
});

test('a session ends at its expiration', async () => {
  const { Credentials: session } = await sts({}, management).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${payments}:role/Developer`,
      RoleSessionName: 'short',
      DurationSeconds: 900,
    }),
  );
  const changes = {
    accessKeyId: session?.AccessKeyId,
    secretAccessKey: session?.SecretAccessKey,
    sessionToken: session?.SessionToken,
  };
  await expect(sts(changes).send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
  const before = now;
  now = new Date(before.getTime() + 900_000);
  await expect(sts(changes).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  });
  await expect(cloudtrail(changes).send(new DescribeTrailsCommand({}))).rejects.toMatchObject({
    name: 'ExpiredTokenException',
  });
  now = before;
});

test('a session token of another key does not help', async () => {
  const { world } = organization.sandbox;
  const role = world.iam.roles.get(`arn:aws:iam::${payments}:role/Developer`);
  if (!role) throw new Error('no role');
  const one = issueSession(world, { role, sessionName: 'one' }).credentials;
  const two = issueSession(world, { role, sessionName: 'two' }).credentials;
  const mixed = { ...one, sessionToken: two.sessionToken };
  await expect(sts(mixed).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

test('a call without a signature is refused', async () => {
  const json = await fetch(organization.sandbox.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSOrganizationsV20161128.ListAccounts' },
    body: '{}',
  });
  expect(await json.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  const query = await fetch(organization.sandbox.endpoint, {
    method: 'POST',
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  expect(query.status).toBe(403);
  expect(await query.text()).toContain('<Code>MissingAuthenticationToken</Code>');
});

test('a malformed signature is refused', async () => {
  const response = await fetch(organization.sandbox.endpoint, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 nonsense' },
  });
  expect(await response.text()).toContain('<Code>IncompleteSignature</Code>');
});
