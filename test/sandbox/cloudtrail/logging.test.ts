import {
  GetTrailStatusCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  createTrail,
  deleteTrail,
  startLogging,
} from '../../../services/sandbox/cloudtrail/create-trail';
import { trailByArn } from '../../../services/sandbox/cloudtrail/trail';
import { createAccessKey, createUser } from '../../../services/sandbox/iam/users';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let now = new Date('2026-11-21T12:00:00Z');
let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest({ now: () => now });
});
afterEach(() => {
  const { world } = organization.sandbox;
  for (const arn of [main, organization.local.organizationTrailArn]) {
    const trail = trailByArn(world, arn);
    if (trail) startLogging(trail, now);
  }
});
afterAll(() => organization.sandbox.close());

const main = `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`;
const as = (accountId: string, region?: string) =>
  organization.cloudtrail(organization.sandbox.credentials(accountId), region);
const stop = (accountId: string, Name: string, region?: string) =>
  as(accountId, region).send(new StopLoggingCommand({ Name }));
const start = (accountId: string, Name: string, region?: string) =>
  as(accountId, region).send(new StartLoggingCommand({ Name }));
const status = (accountId: string, Name: string, region?: string) =>
  as(accountId, region).send(new GetTrailStatusCommand({ Name }));

test('a trail can be stopped and started, and its status has both times', async () => {
  now = new Date('2026-11-21T12:01:00Z');
  await stop(payments, 'main');
  expect(await status(payments, 'main')).toMatchObject({
    IsLogging: false,
    StopLoggingTime: new Date('2026-11-21T12:01:00Z'),
  });
  now = new Date('2026-11-21T12:02:00Z');
  await start(payments, main);
  expect(await status(payments, main)).toMatchObject({
    IsLogging: true,
    StartLoggingTime: new Date('2026-11-21T12:02:00Z'),
    StopLoggingTime: new Date('2026-11-21T12:01:00Z'),
  });
});

test('stopping a stopped trail and starting a logging one change nothing and succeed', async () => {
  await stop(payments, 'main');
  const stopped = await status(payments, 'main');
  now = new Date(now.getTime() + 60_000);
  await stop(payments, 'main');
  expect((await status(payments, 'main')).StopLoggingTime).toEqual(stopped.StopLoggingTime);
  await start(payments, 'main');
  const started = await status(payments, 'main');
  now = new Date(now.getTime() + 60_000);
  await start(payments, 'main');
  expect((await status(payments, 'main')).StartLoggingTime).toEqual(started.StartLoggingTime);
});

test('an unknown trail is named in full, in the caller’s account and Region', async () => {
  await expect(stop(payments, 'nope', 'eu-west-1')).rejects.toMatchObject({
    name: 'TrailNotFoundException',
    message: `Unknown trail: arn:aws:cloudtrail:eu-west-1:${payments}:trail/nope for the user: ${payments}`,
  });
});

test.each([
  ['', 'Trail name cannot be blank!'],
  [
    'ab',
    'Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2 characters.',
  ],
  [
    'a'.repeat(129),
    'Trail name too long. Maximum allowed length: 128 characters. Specified name length: 129 characters.',
  ],
  [
    'my trail',
    'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
  ],
  ['-trail', 'Trail name must starts with a letter or number.'],
  ['trail-', 'Trail name must ends with a letter or number.'],
])('the name %j is refused', async (name, message) => {
  await expect(stop(payments, name)).rejects.toMatchObject({
    name: 'InvalidTrailNameException',
    message,
  });
});

test('a multi-Region trail is changed only in its home Region, by name or by ARN', async () => {
  for (const name of ['main', main]) {
    await expect(stop(payments, name, 'eu-west-1')).rejects.toMatchObject({
      name: 'InvalidHomeRegionException',
    });
  }
  expect((await status(payments, 'main')).IsLogging).toBe(true);
});

test('a copy in another Region is read by its ARN and not by its name', async () => {
  expect((await status(payments, main, 'eu-west-1')).IsLogging).toBe(true);
  await expect(status(payments, 'main', 'eu-west-1')).rejects.toMatchObject({
    name: 'TrailNotFoundException',
  });
});

test('a member sees the organization trail by its ARN and cannot stop it', async () => {
  const arn = organization.local.organizationTrailArn;
  expect((await status(payments, arn)).IsLogging).toBe(true);
  for (const name of ['organization', arn]) {
    await expect(stop(payments, name)).rejects.toMatchObject({
      name: 'NotOrganizationMasterAccountException',
      message: 'Cannot stop trail, not master trail.',
    });
  }
  await expect(start(payments, arn)).rejects.toMatchObject({
    message: 'Cannot start trail, not master trail.',
  });
});

test('the delegated administrator changes the organization trail by its ARN, not by its name', async () => {
  await expect(stop(security, 'organization')).rejects.toMatchObject({
    name: 'TrailNotFoundException',
    message: `Unknown trail: arn:aws:cloudtrail:us-east-1:${security}:trail/organization for the user: ${security}`,
  });
  await stop(security, organization.local.organizationTrailArn);
  expect((await status(management, 'organization')).IsLogging).toBe(false);
});

test('a trail of another account cannot be reached by its ARN', async () => {
  await expect(stop(management, main)).rejects.toMatchObject({
    name: 'CloudTrailARNInvalidException',
    message: `AccountID in ARN is wrong, you can only access resources with AccountID ${management}.`,
  });
});

test('a caller without permission is refused in AWS’s sentence', async () => {
  const { world } = organization.sandbox;
  const user = createUser(world, { accountId: payments, name: 'reader' });
  const client = organization.cloudtrail(createAccessKey(world, user));
  await expect(client.send(new StopLoggingCommand({ Name: 'main' }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User: arn:aws:iam::${payments}:user/reader is not authorized to perform: cloudtrail:StopLogging on resource: ${main} because no identity-based policy allows the cloudtrail:StopLogging action`,
  });
});

test('a single-Region trail is started in its Region only', async () => {
  const { world } = organization.sandbox;
  const trail = createTrail(world, {
    accountId: payments,
    homeRegion: 'eu-west-1',
    name: 'local',
    settings: {
      s3BucketName: 'logs',
      includeGlobalServiceEvents: false,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
      logFileValidationEnabled: false,
    },
  });
  await start(payments, 'local', 'eu-west-1');
  expect((await status(payments, trail.arn, 'eu-west-1')).IsLogging).toBe(true);
  await expect(status(payments, trail.arn)).rejects.toMatchObject({
    name: 'CloudTrailARNInvalidException',
    message: 'Region in ARN is wrong, you can only access resources in region us-east-1.',
  });
  deleteTrail(world, trail);
});
