import {
  DescribeTrailsCommand,
  type LookupAttributeKey,
  LookupEventsCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let now = new Date('2026-11-22T12:00:00Z');
let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest({ now: () => now });
});
afterEach(() => {
  organization.sandbox.settings.quotas = false;
  organization.sandbox.world.cloudtrail.historyDelayMilliseconds = 0;
});
afterAll(() => organization.sandbox.close());

const as = (accountId: string, region?: string) =>
  organization.cloudtrail(organization.sandbox.credentials(accountId), region);

const by = (AttributeKey: LookupAttributeKey, AttributeValue: string) =>
  new LookupEventsCommand({ LookupAttributes: [{ AttributeKey, AttributeValue }] });

const namesOf = async (accountId: string, command: LookupEventsCommand) =>
  (await as(accountId).send(command)).Events?.map(({ EventName }) => EventName);

async function developerOf(accountId: string) {
  const { Credentials } = await organization.sts(organization.sandbox.credentials(management)).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/Developer`,
      RoleSessionName: 'ana',
      SourceIdentity: 'ana@example.com',
    }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = { ...Credentials };
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

test('the AssumeRole that made a session is found by its key, in both accounts', async () => {
  const session = await developerOf(payments);
  await organization.cloudtrail(session).send(new DescribeTrailsCommand({}));
  expect(await namesOf(payments, by('AccessKeyId', session.accessKeyId))).toEqual([
    'DescribeTrails',
  ]);
  const [there, here] = await Promise.all(
    [payments, management].map(async (accountId) => {
      const { Events = [] } = await as(accountId).send(by('ResourceName', session.accessKeyId));
      return JSON.parse(Events[0]?.CloudTrailEvent ?? '{}');
    }),
  );
  expect(there.sharedEventID).toBe(here.sharedEventID);
  expect(there.eventID).not.toBe(here.eventID);
  for (const record of [there, here]) {
    expect(record.responseElements.credentials.accessKeyId).toBe(session.accessKeyId);
    expect(record.responseElements.sourceIdentity).toBe('ana@example.com');
  }
  expect(here.userIdentity).toMatchObject({ type: 'IAMUser', userName: 'admin' });
  expect(there.userIdentity).toMatchObject({ type: 'AWSAccount', accountId: management });
});

test('events are found by their resource, also while no trail logs', async () => {
  await as(orders).send(new StopLoggingCommand({ Name: 'main' }));
  await as(orders).send(new DescribeTrailsCommand({}));
  expect(await namesOf(orders, by('ResourceName', 'main'))).toEqual(['StopLogging']);
  expect(await namesOf(orders, by('ResourceType', 'AWS::CloudTrail::Trail'))).toEqual([
    'StopLogging',
  ]);
  expect(await namesOf(orders, by('ReadOnly', 'true'))).toContain('DescribeTrails');
});

test('pages continue where they ended although more was recorded, and a token is valid only for its own query', async () => {
  const client = as(payments, 'eu-west-1');
  for (let each = 0; each < 3; each += 1) await client.send(new DescribeTrailsCommand({}));
  const EventName = by('EventName', 'DescribeTrails').input;
  const first = await client.send(new LookupEventsCommand({ ...EventName, MaxResults: 2 }));
  await client.send(new DescribeTrailsCommand({}));
  const { NextToken } = first;
  const second = await client.send(new LookupEventsCommand({ ...EventName, NextToken }));
  const ids = [first, second].flatMap(({ Events = [] }) => Events.map(({ EventId }) => EventId));
  expect(new Set(ids).size).toBe(3);
  await expect(client.send(new LookupEventsCommand({ NextToken }))).rejects.toMatchObject({
    name: 'InvalidNextTokenException',
  });
});

test('a call of a moment ago is not in the history yet, and one of 90 days ago no longer', async () => {
  const client = as(management, 'eu-west-1');
  organization.sandbox.world.cloudtrail.historyDelayMilliseconds = 300_000;
  await client.send(new DescribeTrailsCommand({}));
  const start = now;
  const found = async () => (await client.send(by('EventName', 'DescribeTrails'))).Events?.length;
  expect(await found()).toBe(0);
  now = new Date(start.getTime() + 300_000);
  expect(await found()).toBe(1);
  now = new Date(start.getTime() + 91 * 24 * 3_600_000);
  expect(await found()).toBe(0);
  now = start;
});

test('the third question within a second is throttled', async () => {
  organization.sandbox.settings.quotas = true;
  const asked = Array.from({ length: 4 }, () => as(payments).send(new LookupEventsCommand({})));
  const outcomes = await Promise.allSettled(asked);
  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(1);
  expect(refused[0]).toMatchObject({ reason: { name: 'ThrottlingException' } });
});

test('two attributes at once are refused', async () => {
  const [one] = by('EventName', 'StopLogging').input.LookupAttributes ?? [];
  const LookupAttributes = [one, one].flatMap((each) => each ?? []);
  await expect(
    as(payments).send(new LookupEventsCommand({ LookupAttributes })),
  ).rejects.toMatchObject({ name: 'InvalidLookupAttributesException' });
});
