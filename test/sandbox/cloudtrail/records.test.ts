import {
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  LookupEventsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAccessKey, createUser } from '../../../services/sandbox/iam/users';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeEach(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => organization.sandbox.close());

const main = `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`;
const as = (accountId: string, region?: string) =>
  organization.cloudtrail(organization.sandbox.credentials(accountId), region);
const records = () =>
  organization.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'record' ? [entry] : [],
  );
const lastRecord = () => records().at(-1)?.record;
/** The organization trail too, or it would go on feeding the member's bus. */
const silenceOrganizationTrail = () =>
  as(management).send(new StopLoggingCommand({ Name: 'organization' }));

test('building the organization leaves no record', () => {
  expect(records()).toEqual([]);
});

test('a StopLogging by a user is recorded as AWS writes it', async () => {
  const client = as(payments);
  await client.send(new StopLoggingCommand({ Name: 'main' }));
  expect(lastRecord()).toEqual({
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: expect.stringMatching(/^AIDA/),
      arn: `arn:aws:iam::${payments}:user/admin`,
      accountId: payments,
      accessKeyId: expect.stringMatching(/^AKIA/),
      userName: 'admin',
    },
    eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'us-east-1',
    sourceIPAddress: '127.0.0.1',
    userAgent: expect.stringContaining('aws-sdk-js'),
    requestParameters: { name: 'main' },
    responseElements: null,
    requestID: expect.any(String),
    eventID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: payments,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: 'cloudtrail.us-east-1.amazonaws.com',
    },
  });
});

test('a role session is recorded with the role it comes from', async () => {
  const { Credentials } = await organization.sts(organization.sandbox.credentials(management)).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${payments}:role/Developer`,
      RoleSessionName: 'mallory',
      SourceIdentity: 'mallory@example.com',
    }),
  );
  const client = organization.cloudtrail({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  await client.send(new StopLoggingCommand({ Name: main }));
  expect(lastRecord()).toMatchObject({
    requestParameters: { name: main },
    userIdentity: {
      type: 'AssumedRole',
      principalId: expect.stringMatching(/^AROA[A-Z2-7]{16}:mallory$/),
      arn: `arn:aws:sts::${payments}:assumed-role/Developer/mallory`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: `arn:aws:iam::${payments}:role/Developer`,
          userName: 'Developer',
        },
        attributes: { mfaAuthenticated: 'false' },
        sourceIdentity: 'mallory@example.com',
      },
    },
  });
});

test('the root user is recorded as Root', async () => {
  const root = organization.sandbox.credentials(payments, 'root');
  await organization.cloudtrail(root).send(new StopLoggingCommand({ Name: 'main' }));
  expect(lastRecord()?.userIdentity).toMatchObject({ type: 'Root', principalId: payments });
});

test('an update records the request and the resulting trail', async () => {
  await as(payments).send(new UpdateTrailCommand({ Name: 'main', EnableLogFileValidation: false }));
  expect(lastRecord()).toMatchObject({
    requestParameters: { name: 'main', enableLogFileValidation: false },
    responseElements: {
      name: 'main',
      trailARN: main,
      logFileValidationEnabled: false,
      isMultiRegionTrail: true,
    },
  });
});

test('PutEventSelectors names the trail by another field', async () => {
  const EventSelectors = [{ ReadWriteType: 'ReadOnly' as const }];
  await as(payments).send(new PutEventSelectorsCommand({ TrailName: 'main', EventSelectors }));
  expect(lastRecord()).toMatchObject({
    requestParameters: { trailName: 'main', eventSelectors: [{ readWriteType: 'ReadOnly' }] },
    responseElements: { trailARN: main },
  });
});

test('a failed call is recorded with its error', async () => {
  await expect(as(payments).send(new StopLoggingCommand({ Name: 'nope' }))).rejects.toThrow();
  expect(lastRecord()).toMatchObject({
    errorCode: 'TrailNotFoundException',
    errorMessage: expect.stringContaining('Unknown trail'),
    requestParameters: { name: 'nope' },
    responseElements: null,
  });
});

test('a denied call is recorded without its parameters', async () => {
  const { world } = organization.sandbox;
  const user = createUser(world, { accountId: payments, name: 'reader' });
  const client = organization.cloudtrail(createAccessKey(world, user));
  await expect(client.send(new StopLoggingCommand({ Name: 'main' }))).rejects.toThrow();
  expect(lastRecord()).toMatchObject({
    errorCode: 'AccessDenied',
    errorMessage: expect.stringContaining(main),
    requestParameters: null,
  });
});

test('records of global services belong to us-east-1', async () => {
  const credentials = organization.sandbox.credentials(management);
  await organization.organizations(credentials, 'eu-west-1').send(new ListAccountsCommand({}));
  expect(lastRecord()).toMatchObject({ eventName: 'ListAccounts', awsRegion: 'us-east-1' });
});

test('the StopLogging of the last trail still reaches EventBridge, and later calls do not', async () => {
  await silenceOrganizationTrail();
  const client = as(payments);
  await client.send(new StopLoggingCommand({ Name: 'main' }));
  await client.send(new DeleteTrailCommand({ Name: 'main' }));
  expect(
    records().map(({ record, reachedEventBridge }) => [record.eventName, reachedEventBridge]),
  ).toEqual([
    ['StopLogging', true],
    ['StopLogging', true],
    ['DeleteTrail', false],
  ]);
});

test('a second trail keeps the account audible', async () => {
  const client = as(payments);
  await client.send(new StopLoggingCommand({ Name: 'main' }));
  await client.send(new UpdateTrailCommand({ Name: 'main', S3BucketName: 'elsewhere' }));
  expect(records().at(-1)?.reachedEventBridge).toBe(true);
});

test('the StartLogging that starts the only trail is heard', async () => {
  await silenceOrganizationTrail();
  const client = as(payments);
  await client.send(new StopLoggingCommand({ Name: 'main' }));
  await client.send(new StartLoggingCommand({ Name: 'main' }));
  expect(records().at(-1)?.reachedEventBridge).toBe(true);
});

test('a trail that records only reads silences writes', async () => {
  await silenceOrganizationTrail();
  const client = as(payments);
  const FieldSelectors = [
    { Field: 'eventCategory', Equals: ['Management'] },
    { Field: 'readOnly', Equals: ['true'] },
  ];
  await client.send(
    new PutEventSelectorsCommand({
      TrailName: 'main',
      AdvancedEventSelectors: [{ FieldSelectors }],
    }),
  );
  expect(records().at(-1)?.reachedEventBridge).toBe(true);
  await client.send(new UpdateTrailCommand({ Name: 'main', S3BucketName: 'elsewhere' }));
  expect(records().at(-1)?.reachedEventBridge).toBe(false);
  await client.send(new DescribeTrailsCommand({}));
  expect(records().at(-1)?.reachedEventBridge).toBe(true);
});

test('a trail of one Region does not cover another', async () => {
  await silenceOrganizationTrail();
  await as(payments).send(new UpdateTrailCommand({ Name: 'main', IsMultiRegionTrail: false }));
  const input = { Name: 'other', S3BucketName: 'logs' };
  await as(payments, 'eu-west-1').send(new CreateTrailCommand(input));
  expect(records().at(-1)?.reachedEventBridge).toBe(false);
  await as(payments, 'us-east-1').send(new CreateTrailCommand(input));
  expect(records().at(-1)?.reachedEventBridge).toBe(true);
});

test('event history has every call, newest first, also while no trail logs', async () => {
  await silenceOrganizationTrail();
  const client = as(payments);
  await client.send(new StopLoggingCommand({ Name: 'main' }));
  await client.send(new DescribeTrailsCommand({}));
  const { Events } = await client.send(new LookupEventsCommand({}));
  expect(Events?.map(({ EventName }) => EventName)).toEqual(['DescribeTrails', 'StopLogging']);
  expect(Events?.[1]).toMatchObject({
    EventSource: 'cloudtrail.amazonaws.com',
    ReadOnly: 'false',
    Username: 'admin',
  });
  expect(JSON.parse(Events?.[1]?.CloudTrailEvent ?? '')).toMatchObject({
    requestParameters: { name: 'main' },
  });
});

test('event history is searched by one attribute and comes in pages', async () => {
  const client = as(payments);
  for (const Name of ['one', 'two', 'three']) {
    await expect(client.send(new StopLoggingCommand({ Name }))).rejects.toThrow();
  }
  const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'StopLogging' }];
  const first = await client.send(new LookupEventsCommand({ LookupAttributes, MaxResults: 2 }));
  expect(first.Events).toHaveLength(2);
  const { NextToken } = first;
  const second = await client.send(
    new LookupEventsCommand({ LookupAttributes, MaxResults: 2, NextToken }),
  );
  expect(second.Events).toHaveLength(1);
  expect(second).not.toHaveProperty('NextToken');
});

test('event history is searched by time', async () => {
  const client = as(payments);
  await client.send(new StopLoggingCommand({ Name: 'main' }));
  const later = new Date(Date.now() + 60_000);
  const EndTime = new Date(later.getTime() + 60_000);
  const { Events } = await client.send(new LookupEventsCommand({ StartTime: later, EndTime }));
  expect(Events).toEqual([]);
  const StartTime = new Date(0);
  await expect(
    client.send(new LookupEventsCommand({ StartTime: later, EndTime: StartTime })),
  ).rejects.toMatchObject({ name: 'InvalidTimeRangeException' });
});

test('GetCallerIdentity leaves a read-only record', async () => {
  const credentials = organization.sandbox.credentials(payments);
  await organization.sts(credentials).send(new GetCallerIdentityCommand({}));
  expect(lastRecord()).toMatchObject({
    eventName: 'GetCallerIdentity',
    readOnly: true,
    requestParameters: null,
  });
});

test('EventBridge is deaf for a while after a start, and hears through another trail meanwhile', async () => {
  const { world } = organization.sandbox;
  world.cloudtrail.deafForMilliseconds = 180_000;
  const heard = async (): Promise<boolean | undefined> => {
    await as(payments).send(new StopLoggingCommand({ Name: 'main' }));
    const told = records().at(-1)?.reachedEventBridge;
    await as(payments).send(new StartLoggingCommand({ Name: 'main' }));
    return told;
  };
  expect(await heard()).toBe(true); // both have logged for long
  expect(await heard()).toBe(true); // through the organization's
  await silenceOrganizationTrail();
  expect(await heard()).toBe(false); // nothing but one that has just been started
  world.clock.advance(180_000);
  expect(await heard()).toBe(true);
});
