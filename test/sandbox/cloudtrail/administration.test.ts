import {
  CreateEventDataStoreCommand,
  CreateTrailCommand,
  DeleteEventDataStoreCommand,
  DeregisterOrganizationDelegatedAdminCommand,
  GetEventConfigurationCommand,
  GetEventDataStoreCommand,
  ListEventDataStoresCommand,
  PutEventConfigurationCommand,
  RegisterOrganizationDelegatedAdminCommand,
  RestoreEventDataStoreCommand,
  StartEventDataStoreIngestionCommand,
  StopEventDataStoreIngestionCommand,
  UpdateEventDataStoreCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DisableAWSServiceAccessCommand,
  ListDelegatedAdministratorsCommand,
} from '@aws-sdk/client-organizations';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let now = new Date('2026-11-21T12:00:00Z');
let organization: OrganizationUnderTest;
beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00Z');
  organization = await organizationUnderTest({ now: () => now });
});
afterEach(() => organization.sandbox.close());

const ServicePrincipal = 'cloudtrail.amazonaws.com';
const as = (accountId: string) =>
  organization.cloudtrail(organization.sandbox.credentials(accountId));
const organizations = () =>
  organization.organizations(organization.sandbox.credentials(management));
const lastRecord = () =>
  organization.sandbox.world.feed.entries.findLast((entry) => entry.kind === 'record');
const register = (accountId: string, MemberAccountId: string) =>
  as(accountId).send(new RegisterOrganizationDelegatedAdminCommand({ MemberAccountId }));

test('the aggregation of a trail’s events is kept, recorded and switched off by an empty list', async () => {
  const get = new GetEventConfigurationCommand({ TrailName: 'main' });
  const AggregationConfigurations = [
    { Templates: ['API_ACTIVITY' as const], EventCategory: 'Data' as const },
  ];
  const put = new PutEventConfigurationCommand({ TrailName: 'main', AggregationConfigurations });
  expect(await as(payments).send(put)).toMatchObject({ AggregationConfigurations });
  expect(lastRecord()).toMatchObject({
    record: {
      eventName: 'PutEventConfiguration',
      requestParameters: {
        trailName: 'main',
        aggregationConfigurations: [{ templates: ['API_ACTIVITY'], eventCategory: 'Data' }],
      },
    },
  });
  expect(await as(payments).send(get)).toMatchObject({ AggregationConfigurations });
  await as(payments).send(
    new PutEventConfigurationCommand({ TrailName: 'main', AggregationConfigurations: [] }),
  );
  expect((await as(payments).send(get)).AggregationConfigurations).toEqual([]);
  const both = new GetEventConfigurationCommand({ TrailName: 'main', EventDataStore: 'x' });
  await expect(as(payments).send(both)).rejects.toMatchObject({
    name: 'InvalidParameterCombinationException',
  });
});

test('management alone registers delegated administrators, in step with Organizations', async () => {
  await expect(register(security, payments)).rejects.toMatchObject({
    name: 'NotOrganizationManagementAccountException',
  });
  await expect(register(management, security)).rejects.toMatchObject({
    name: 'AccountRegisteredException',
  });
  await expect(register(management, management)).rejects.toMatchObject({
    name: 'CannotDelegateManagementAccountException',
  });
  await register(management, payments);
  expect(lastRecord()).toMatchObject({
    record: {
      eventName: 'RegisterOrganizationDelegatedAdmin',
      requestParameters: { memberAccountId: payments },
      responseElements: null,
    },
  });
  await register(management, orders);
  await expect(register(management, '333344445555')).rejects.toMatchObject({
    name: 'DelegatedAdminAccountLimitExceededException',
  });
  await as(management).send(
    new DeregisterOrganizationDelegatedAdminCommand({ DelegatedAdminAccountId: security }),
  );
  const { DelegatedAdministrators } = await organizations().send(
    new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
  );
  expect(DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([payments, orders]);
});

test('an organization trail is not made without trusted access', async () => {
  const create = new CreateTrailCommand({
    Name: 'another',
    S3BucketName: 'logs',
    IsMultiRegionTrail: true,
    IsOrganizationTrail: true,
  });
  await as(security).send(create);
  await organizations().send(new DisableAWSServiceAccessCommand({ ServicePrincipal }));
  await expect(as(security).send(create)).rejects.toMatchObject({
    name: 'CloudTrailAccessNotEnabledException',
  });
});

test('an event data store can be stopped, unprotected, deleted and restored within a week', async () => {
  const client = as(payments);
  const { EventDataStoreArn: EventDataStore } = await client.send(
    new CreateEventDataStoreCommand({ Name: 'lake', RetentionPeriod: 90 }),
  );
  const named = { EventDataStore };
  expect(await client.send(new GetEventDataStoreCommand(named))).toMatchObject({
    Status: 'ENABLED',
    RetentionPeriod: 90,
    MultiRegionEnabled: true,
    TerminationProtectionEnabled: true,
    CreatedTimestamp: now,
  });
  await client.send(new StopEventDataStoreIngestionCommand(named));
  await expect(client.send(new StopEventDataStoreIngestionCommand(named))).rejects.toMatchObject({
    name: 'InvalidEventDataStoreStatusException',
  });
  await client.send(new StartEventDataStoreIngestionCommand(named));
  const remove = new DeleteEventDataStoreCommand(named);
  await expect(client.send(remove)).rejects.toMatchObject({
    name: 'EventDataStoreTerminationProtectedException',
  });
  await client.send(
    new UpdateEventDataStoreCommand({ ...named, TerminationProtectionEnabled: false }),
  );
  expect(lastRecord()).toMatchObject({
    record: {
      requestParameters: { eventDataStore: EventDataStore, terminationProtectionEnabled: false },
      responseElements: { terminationProtectionEnabled: false, retentionPeriod: 90 },
    },
  });
  await client.send(remove);
  expect(await client.send(new GetEventDataStoreCommand(named))).toMatchObject({
    Status: 'PENDING_DELETION',
  });
  await client.send(new RestoreEventDataStoreCommand(named));
  const { EventDataStores } = await client.send(new ListEventDataStoresCommand({}));
  expect(EventDataStores).toEqual([{ EventDataStoreArn: EventDataStore, Name: 'lake' }]);
  await client.send(remove);
  now = new Date('2026-11-29T12:00:00Z');
  await expect(client.send(new RestoreEventDataStoreCommand(named))).rejects.toMatchObject({
    name: 'EventDataStoreNotFoundException',
  });
});
