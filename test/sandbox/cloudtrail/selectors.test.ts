import {
  CreateTrailCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  PutEventSelectorsCommand,
  type PutEventSelectorsCommandInput,
  PutInsightSelectorsCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
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
const everything = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};
const advanced = {
  Name: 'Reads',
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Management'] },
    { Field: 'readOnly', Equals: ['true'] },
  ],
};
const client = () => organization.cloudtrail(organization.sandbox.credentials(payments));
const get = () => client().send(new GetEventSelectorsCommand({ TrailName: 'main' }));
const put = (input: Omit<PutEventSelectorsCommandInput, 'TrailName'>) =>
  client().send(new PutEventSelectorsCommand({ TrailName: 'main', ...input }));

test('a new trail records every management event', async () => {
  expect(await get()).toMatchObject({ TrailARN: main, EventSelectors: [everything] });
});

test('advanced selectors replace basic ones and the other way round', async () => {
  await put({ AdvancedEventSelectors: [advanced] });
  const narrowed = await get();
  expect(narrowed.AdvancedEventSelectors).toEqual([advanced]);
  expect(narrowed).not.toHaveProperty('EventSelectors');
  await put({ EventSelectors: [{}] });
  const widened = await get();
  expect(widened.EventSelectors).toEqual([everything]);
  expect(widened).not.toHaveProperty('AdvancedEventSelectors');
});

test('a trail says whether its selectors are its own', async () => {
  const custom = async () => {
    const { Trail } = await client().send(new GetTrailCommand({ Name: 'main' }));
    return Trail?.HasCustomEventSelectors;
  };
  expect(await custom()).toBe(false);
  await put({ EventSelectors: [{ ReadWriteType: 'WriteOnly' }] });
  expect(await custom()).toBe(true);
});

test('both kinds at once, or none, are refused', async () => {
  for (const input of [{}, { EventSelectors: [{}], AdvancedEventSelectors: [advanced] }]) {
    await expect(put(input)).rejects.toMatchObject({ name: 'InvalidEventSelectorsException' });
  }
});

test('only KMS and the RDS Data API can be excluded', async () => {
  const exclude = (source: string) =>
    put({ EventSelectors: [{ ExcludeManagementEventSources: [source] }] });
  await expect(exclude('kms.amazonaws.com')).resolves.toBeDefined();
  await expect(exclude('cloudtrail.amazonaws.com')).rejects.toMatchObject({
    name: 'InvalidEventSelectorsException',
  });
});

test('management events of a trail cannot be narrowed by caller', async () => {
  const FieldSelectors = [
    { Field: 'eventCategory', Equals: ['Management'] },
    { Field: 'userIdentity.arn', NotEquals: ['arn:aws:iam::444455556666:user/dev'] },
  ];
  await expect(put({ AdvancedEventSelectors: [{ FieldSelectors }] })).rejects.toMatchObject({
    name: 'InvalidEventSelectorsException',
  });
});

test('a member cannot read the selectors of the organization trail', async () => {
  const TrailName = organization.local.organizationTrailArn;
  await expect(client().send(new GetEventSelectorsCommand({ TrailName }))).rejects.toMatchObject({
    name: 'CloudTrailARNInvalidException',
  });
});

test('Insights that are off are an error, not an empty list', async () => {
  const TrailName = 'plain';
  await client().send(new CreateTrailCommand({ Name: TrailName, S3BucketName: 'logs' }));
  const read = new GetInsightSelectorsCommand({ TrailName });
  await expect(client().send(read)).rejects.toMatchObject({ name: 'InsightNotEnabledException' });
  const InsightSelectors = [{ InsightType: 'ApiCallRateInsight' as const }];
  await client().send(new PutInsightSelectorsCommand({ TrailName, InsightSelectors }));
  expect((await client().send(read)).InsightSelectors).toEqual(InsightSelectors);
});
