import {
  AccountClient,
  DeleteAlternateContactCommand,
  DisableRegionCommand,
  EnableRegionCommand,
  GetAlternateContactCommand,
  GetRegionOptStatusCommand,
  ListRegionsCommand,
  PutAlternateContactCommand,
  paginateListRegions,
} from '@aws-sdk/client-account';
import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let now = new Date('2026-11-21T12:00:00Z');
let organization: OrganizationUnderTest;
beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00Z');
  organization = await organizationUnderTest({ now: () => now });
  organization.sandbox.world.organization.serviceAccess.set('account.amazonaws.com', now);
});
afterEach(() => organization.sandbox.close());

const as = (accountId: string) =>
  new AccountClient({
    endpoint: organization.sandbox.endpoint,
    region: 'eu-west-1',
    credentials: organization.sandbox.credentials(accountId),
    maxAttempts: 1,
  });
const records = (eventName: string) =>
  organization.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'record' && entry.record.eventName === eventName ? [entry.record] : [],
  );
const RegionName = 'ap-southeast-3';
const optStatus = async (accountId: string) =>
  (await as(accountId).send(new GetRegionOptStatusCommand({ RegionName }))).RegionOptStatus;

test('Regions are listed in pages: default ones are enabled, and opt-in ones only after EnableRegion', async () => {
  const names: string[] = [];
  for await (const { Regions } of paginateListRegions({ client: as(payments), pageSize: 7 }, {})) {
    expect(Regions?.length).toBeLessThanOrEqual(7);
    names.push(...(Regions ?? []).map(({ RegionName: name = '' }) => name));
  }
  expect(new Set(names).size).toBe(19);
  await as(payments).send(new EnableRegionCommand({ RegionName }));
  const { Regions } = await as(payments).send(
    new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }),
  );
  expect(Regions).toEqual([
    { RegionName, RegionOptStatus: 'ENABLED' },
    { RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
    { RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
  ]);
});

test('credentials are valid in an opt-in Region only while the account has enabled it', async () => {
  const { sandbox } = organization;
  const there = () =>
    organization
      .cloudtrail(sandbox.credentials(payments), RegionName)
      .send(new DescribeTrailsCommand({}));
  await expect(there()).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  await as(payments).send(new EnableRegionCommand({ RegionName }));
  expect((await there()).trailList).not.toHaveLength(0);
  await as(payments).send(new DisableRegionCommand({ RegionName }));
  await expect(there()).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  expect(await optStatus(orders)).toBe('DISABLED');
});

test('a change of a Region takes time, and a second change is refused meanwhile', async () => {
  organization.sandbox.world.account.regionChangeMilliseconds = 60_000;
  await as(payments).send(new EnableRegionCommand({ RegionName }));
  expect(await optStatus(payments)).toBe('ENABLING');
  const disable = () => as(payments).send(new DisableRegionCommand({ RegionName }));
  await expect(disable()).rejects.toMatchObject({ name: 'ConflictException' });
  now = new Date(now.getTime() + 60_000);
  expect(await optStatus(payments)).toBe('ENABLED');
  await disable();
  expect(await optStatus(payments)).toBe('DISABLING');
});

test('the management account changes a member by its id, and both accounts record it in us-east-1', async () => {
  await as(management).send(new EnableRegionCommand({ RegionName, AccountId: orders }));
  expect(await optStatus(orders)).toBe('ENABLED');
  expect(records('EnableRegion')).toMatchObject([
    {
      eventSource: 'account.amazonaws.com',
      awsRegion: 'us-east-1',
      recipientAccountId: management,
      requestParameters: { RegionName, AccountId: orders },
      responseElements: null,
    },
    { recipientAccountId: orders },
  ]);
});

test.each([
  ['a member names itself', payments, payments],
  ['a member names another', payments, orders],
  ['management names itself', management, management],
])('AccessDeniedException when %s', async (_who, caller, AccountId) => {
  const attempt = as(caller).send(new EnableRegionCommand({ RegionName, AccountId }));
  await expect(attempt).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('a default Region cannot be disabled, and a change for another account needs trusted access', async () => {
  const byDefault = as(payments).send(new DisableRegionCommand({ RegionName: 'eu-west-1' }));
  await expect(byDefault).rejects.toMatchObject({ name: 'ValidationException' });
  organization.sandbox.world.organization.serviceAccess.delete('account.amazonaws.com');
  const untrusted = as(management).send(new ListRegionsCommand({ AccountId: payments }));
  await expect(untrusted).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('the security contact can be written and removed, and is hidden in the records', async () => {
  const AlternateContactType = 'SECURITY';
  const contact = {
    AlternateContactType,
    EmailAddress: 'soc@example.com',
    Name: 'Sam',
    PhoneNumber: '+1 555 0100',
    Title: 'SOC',
  } as const;
  const read = () => as(payments).send(new GetAlternateContactCommand({ AlternateContactType }));
  await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await as(payments).send(new PutAlternateContactCommand(contact));
  expect((await read()).AlternateContact).toEqual(contact);
  expect(records('PutAlternateContact')[0]?.requestParameters).toMatchObject({
    AlternateContactType,
    EmailAddress: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  });
  await as(payments).send(new DeleteAlternateContactCommand({ AlternateContactType }));
  await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
