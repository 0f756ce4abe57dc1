import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PolicyDocument } from '../../../services/sandbox/iam/policy-document';
import { createRole, deleteRole } from '../../../services/sandbox/iam/roles';
import type { Credentials } from '../../../services/sandbox/iam/state';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
  const { world } = organization.sandbox;
  createRole(world, {
    accountId: payments,
    name: 'guard',
    maxSessionSeconds: 7200,
    trustPolicy: {
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${security}:root` },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': 'warden' },
          StringLike: { 'sts:RoleSessionName': 'trailwarden-*' },
        },
      },
    },
    inlinePolicies: {
      steps: { Statement: { Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' } },
    },
  });
});
afterAll(() => organization.sandbox.close());

const developer = `arn:aws:iam::${payments}:role/Developer`;
const guard: AssumeRoleCommandInput = {
  RoleArn: `arn:aws:iam::${payments}:role/guard`,
  RoleSessionName: 'trailwarden-1',
  ExternalId: 'warden',
};
const admin = (accountId: string) => organization.sandbox.credentials(accountId);

async function assume(credentials: Credentials, input: AssumeRoleCommandInput) {
  const answer = await organization.sts(credentials).send(new AssumeRoleCommand(input));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
  return {
    answer,
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
  };
}

test('an assumed role acts in its own account under its session name', async () => {
  const { answer, credentials } = await assume(admin(security), guard);
  expect(answer.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z2-7]{16}:trailwarden-1$/);
  const identity = await organization.sts(credentials).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe(payments);
  expect(identity.Arn).toBe(`arn:aws:sts::${payments}:assumed-role/guard/trailwarden-1`);
});

test('a session lasts an hour unless asked otherwise', async () => {
  const before = Date.now();
  const { answer } = await assume(admin(security), guard);
  const lasts = (answer.Credentials?.Expiration?.getTime() ?? 0) - before;
  expect(lasts).toBeGreaterThan(3_590_000);
  expect(lasts).toBeLessThan(3_610_000);
});

test.each([
  ['another account', management, {}],
  ['a wrong external id', security, { ExternalId: 'other' }],
  ['no external id', security, { ExternalId: undefined }],
  ['another session name', security, { RoleSessionName: 'someone' }],
])('the trust policy refuses %s', async (_case, from, changes) => {
  await expect(assume(admin(from), { ...guard, ...changes })).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::${from}:user/admin is not authorized to perform: sts:AssumeRole on resource: ${guard.RoleArn}`,
    $metadata: { httpStatusCode: 403 },
  });
});

test('a role that does not exist is refused as one that does not trust the caller', async () => {
  const RoleArn = `arn:aws:iam::${payments}:role/absent`;
  await expect(assume(admin(security), { ...guard, RoleArn })).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::${security}:user/admin is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
  });
});

test('the administrator of an account cannot assume a role that does not trust it', async () => {
  await expect(assume(admin(payments), guard)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('the root user cannot assume roles', async () => {
  const root = organization.sandbox.credentials(security, 'root');
  await expect(assume(root, guard)).rejects.toMatchObject({
    message: 'Roles may not be assumed by root accounts.',
  });
});

test.each([
  [{ DurationSeconds: 899 }, /at 'durationSeconds' failed .* greater than or equal to 900$/],
  [{ DurationSeconds: 43201 }, /at 'durationSeconds' failed .* less than or equal to 43200$/],
  [{ DurationSeconds: 7201 }, /exceeds the MaxSessionDuration set for this role\.$/],
  [{ RoleSessionName: 'a b' }, /satisfy regular expression pattern: \[\\w\+=,\.@-\]\*$/],
  [{ RoleSessionName: 'a' }, /length greater than or equal to 2$/],
  [{ RoleSessionName: 'a'.repeat(65) }, /length less than or equal to 64$/],
  [{ RoleArn: 'arn:aws:iam::12:role/too-short' }, /^arn:aws:iam::12:role\/too-short is invalid$/],
])('parameters %j are a ValidationError', async (changes, message) => {
  await expect(assume(admin(security), { ...guard, ...changes })).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringMatching(message),
  });
});

test('a chained session may last one hour at most', async () => {
  const first = await assume(admin(management), {
    RoleArn: `arn:aws:iam::${security}:role/Developer`,
    RoleSessionName: 'first',
  });
  await expect(
    assume(first.credentials, { ...guard, DurationSeconds: 3601 }),
  ).rejects.toMatchObject({
    name: 'ValidationError',
    message:
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  });
  await expect(assume(first.credentials, guard)).resolves.toBeDefined();
  await expect(assume(admin(security), { ...guard, DurationSeconds: 7200 })).resolves.toBeDefined();
});

test('a source identity stays with every session made from the first', async () => {
  const first = await assume(admin(management), {
    RoleArn: `arn:aws:iam::${management}:role/identity`,
    RoleSessionName: 'first',
    SourceIdentity: 'jane',
  });
  const second = await assume(first.credentials, {
    RoleArn: developer,
    RoleSessionName: 'second',
  });
  expect(second.answer.SourceIdentity).toBe('jane');
});

test('a source identity needs a trust policy that lets it be set', async () => {
  await expect(assume(admin(security), { ...guard, SourceIdentity: 'jane' })).rejects.toMatchObject(
    { message: expect.stringContaining('sts:SetSourceIdentity') },
  );
});

test('a session policy narrows the permissions of the session', async () => {
  const Policy = JSON.stringify({
    Statement: { Effect: 'Allow', Action: 'cloudtrail:StartLogging', Resource: '*' },
  });
  const { credentials } = await assume(admin(security), { ...guard, Policy });
  await expect(
    organization.cloudtrail(credentials).send(new StopLoggingCommand({ Name: 'main' })),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User: arn:aws:sts::${payments}:assumed-role/guard/trailwarden-1 is not authorized to perform: cloudtrail:StopLogging on resource: arn:aws:cloudtrail:us-east-1:${payments}:trail/main because no session policy allows the cloudtrail:StopLogging action`,
  });
});

test('a session policy that is no JSON is refused', async () => {
  await expect(assume(admin(security), { ...guard, Policy: '{' })).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
});

test('session tags are not emulated, and the sandbox says so', async () => {
  const Tags = [{ Key: 'a', Value: 'b' }];
  await expect(assume(admin(security), { ...guard, Tags })).rejects.toMatchObject({
    name: 'NotEmulated',
    message: expect.stringContaining('sts:AssumeRole with Tags is not emulated'),
  });
});

test('the call is recorded in both accounts under one shared event id', async () => {
  const { feed } = organization.sandbox.world;
  const before = feed.entries.length;
  await assume(admin(security), { ...guard, DurationSeconds: 900 });
  const records = feed.entries
    .slice(before)
    .flatMap((entry) => (entry.kind === 'record' ? [entry.record] : []));
  const [caller, target] = records;
  expect(records).toHaveLength(2);
  expect(caller).toMatchObject({
    eventName: 'AssumeRole',
    readOnly: true,
    recipientAccountId: security,
    userIdentity: { type: 'IAMUser', userName: 'admin', accountId: security },
    requestParameters: {
      roleArn: guard.RoleArn,
      roleSessionName: 'trailwarden-1',
      durationSeconds: 900,
      externalId: 'warden',
    },
    resources: [{ accountId: payments, type: 'AWS::IAM::Role', ARN: guard.RoleArn }],
  });
  expect(target).toMatchObject({
    recipientAccountId: payments,
    userIdentity: { type: 'AWSAccount', accountId: security },
    sharedEventID: caller?.sharedEventID,
  });
  expect(target?.userIdentity).not.toHaveProperty('userName');
  expect(target?.eventID).not.toBe(caller?.eventID);
  expect(JSON.stringify(records)).not.toContain('secretAccessKey');
});

test('a role that was made again is denied until it has propagated', async () => {
  const { world } = organization.sandbox;
  const accountId = payments;
  const trustPolicy: PolicyDocument = {
    Statement: { Effect: 'Allow', Principal: { AWS: payments }, Action: 'sts:AssumeRole' },
  };
  const make = () => createRole(world, { accountId, name: 'again', trustPolicy });
  const input = { RoleArn: make().arn, RoleSessionName: 'one' };
  await assume(admin(payments), input);
  deleteRole(world, input.RoleArn);
  world.iam.rolesSettleMilliseconds = 10_000;
  make();
  world.iam.rolesSettleMilliseconds = 0;
  await expect(assume(admin(payments), input)).rejects.toMatchObject({ name: 'AccessDenied' });
  world.clock.advance(10_000);
  await assume(admin(payments), input);
});
