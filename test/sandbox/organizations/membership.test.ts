import {
  DescribeTrailsCommand,
  LookupEventsCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  AcceptHandshakeCommand,
  CloseAccountCommand,
  DeleteResourcePolicyCommand,
  DeregisterDelegatedAdministratorCommand,
  DescribeAccountCommand,
  DescribeResourcePolicyCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListParentsCommand,
  PutResourcePolicyCommand,
  RegisterDelegatedAdministratorCommand,
  RemoveAccountFromOrganizationCommand,
} from '@aws-sdk/client-organizations';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FeedEntry } from '../../../services/sandbox/core/feed';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeEach(async () => {
  organization = await organizationUnderTest({ now: () => new Date('2026-11-21T12:00:00Z') });
});
afterEach(() => organization.sandbox.close());

const ServicePrincipal = 'cloudtrail.amazonaws.com';
const as = (accountId: string) =>
  organization.organizations(organization.sandbox.credentials(accountId));
const trailsOf = async (accountId: string) => {
  const client = organization.cloudtrail(organization.sandbox.credentials(accountId));
  const { trailList } = await client.send(new DescribeTrailsCommand({}));
  return trailList?.map(({ Name }) => Name);
};
type RecordEntry = Extract<FeedEntry, { readonly kind: 'record' }>;
const records = () =>
  organization.sandbox.world.feed.entries.filter(
    (entry): entry is RecordEntry => entry.kind === 'record',
  );
/** Waits for a record of that name: service events follow the call that caused them. */
const told = (eventName: string) =>
  new Promise<RecordEntry>((resolve) => {
    const known = records().find(({ record }) => record.eventName === eventName);
    if (known) resolve(known);
    organization.sandbox.world.feed.watch((entry) => {
      if (entry.kind === 'record' && entry.record.eventName === eventName) resolve(entry);
    });
  });

test('an account that leaves is covered only by its own trail, and the management account gets a service event', async () => {
  expect(await trailsOf(payments)).toEqual(['main', 'organization']);
  await as(payments).send(new LeaveOrganizationCommand({}));
  expect(await told('LeaveOrganization')).toMatchObject({
    reachedEventBridge: true,
    record: { recipientAccountId: payments, requestParameters: null },
  });
  expect(await told('AccountDepartedOrganization')).toMatchObject({
    reachedEventBridge: true,
    record: {
      eventType: 'AwsServiceEvent',
      eventSource: 'organizations.amazonaws.com',
      awsRegion: 'us-east-1',
      recipientAccountId: management,
      userIdentity: { invokedBy: 'organizations.amazonaws.com' },
      requestParameters: null,
      serviceEventDetails: {
        accountId: payments,
        departureMethod: 'LEFT',
        departureTime: 'Nov 21, 2026 12:00:00 PM',
      },
    },
  });
  expect(await trailsOf(payments)).toEqual(['main']);
  const { Events } = await organization
    .cloudtrail(organization.sandbox.credentials(management))
    .send(new LookupEventsCommand({}));
  expect(Events?.map(({ EventName }) => EventName)).toContain('AccountDepartedOrganization');
  const left = as(payments).send(new LeaveOrganizationCommand({}));
  await expect(left).rejects.toMatchObject({ name: 'AWSOrganizationsNotInUseException' });
});

test('a removed account can come back by invitation, under the root', async () => {
  await as(management).send(new RemoveAccountFromOrganizationCommand({ AccountId: orders }));
  expect((await told('AccountDepartedOrganization')).record).toMatchObject({
    serviceEventDetails: { accountId: orders, departureMethod: 'REMOVED' },
  });
  const Target = { Id: orders, Type: 'ACCOUNT' } as const;
  const { Handshake } = await as(management).send(
    new InviteAccountToOrganizationCommand({ Target, Notes: 'come back' }),
  );
  expect(records().at(-1)?.record).toMatchObject({
    requestParameters: { target: { id: orders, type: 'ACCOUNT' }, notes: 'come back' },
    responseElements: {
      handshake: { state: 'OPEN', requestedTimestamp: 'Nov 21, 2026 12:00:00 PM' },
    },
  });
  const again = as(management).send(new InviteAccountToOrganizationCommand({ Target }));
  await expect(again).rejects.toMatchObject({ name: 'DuplicateHandshakeException' });
  const accept = new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id });
  await expect(as(payments).send(accept)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await as(orders).send(accept);
  expect((await told('AccountJoinedOrganization')).record).toMatchObject({
    serviceEventDetails: { accountId: orders, joinedMethod: 'INVITED' },
  });
  const { Parents } = await as(management).send(new ListParentsCommand({ ChildId: orders }));
  expect(Parents).toEqual([{ Id: 'r-ab12', Type: 'ROOT' }]);
  expect(await trailsOf(orders)).toEqual(['main', 'organization']);
  await expect(as(orders).send(accept)).rejects.toMatchObject({
    name: 'HandshakeAlreadyInStateException',
  });
});

test('management cannot leave, delegated administrators have to be deregistered first', async () => {
  await expect(as(management).send(new LeaveOrganizationCommand({}))).rejects.toMatchObject({
    name: 'MasterCannotLeaveOrganizationException',
  });
  await expect(as(security).send(new LeaveOrganizationCommand({}))).rejects.toMatchObject({
    name: 'ConstraintViolationException',
  });
});

test('the event of a closed account comes once it is closed', async () => {
  await as(management).send(new CloseAccountCommand({ AccountId: payments }));
  expect((await told('CloseAccountResult')).record).toMatchObject({
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { closeAccountStatus: { accountId: payments, state: 'SUCCEEDED' } },
  });
  const { Account } = await as(management).send(
    new DescribeAccountCommand({ AccountId: payments }),
  );
  expect(Account?.State).toBe('CLOSED');
  const again = as(management).send(new CloseAccountCommand({ AccountId: payments }));
  await expect(again).rejects.toMatchObject({ name: 'AccountAlreadyClosedException' });
});

test('without trusted access organization trails become account trails, and only an update brings them back', async () => {
  const client = organization.cloudtrail(organization.sandbox.credentials(management));
  const convert = new UpdateTrailCommand({ Name: 'organization', IsOrganizationTrail: true });
  await as(management).send(new DisableAWSServiceAccessCommand({ ServicePrincipal }));
  expect(records().at(-1)).toMatchObject({
    reachedEventBridge: true,
    record: {
      eventName: 'DisableAWSServiceAccess',
      requestParameters: { servicePrincipal: ServicePrincipal },
      responseElements: null,
    },
  });
  expect(await trailsOf(payments)).toEqual(['main']);
  const { trailList } = await client.send(new DescribeTrailsCommand({}));
  expect(trailList).toMatchObject([{ Name: 'organization', IsOrganizationTrail: false }]);
  await expect(client.send(convert)).rejects.toMatchObject({
    name: 'CloudTrailAccessNotEnabledException',
  });
  await as(management).send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  const { EnabledServicePrincipals } = await as(management).send(
    new ListAWSServiceAccessForOrganizationCommand({}),
  );
  expect(EnabledServicePrincipals?.map((one) => one.ServicePrincipal)).toContain(ServicePrincipal);
  expect(await trailsOf(payments)).toEqual(['main']);
  await client.send(convert);
  expect(await trailsOf(payments)).toEqual(['main', 'organization']);
});

test('delegated administrators are registered and deregistered for one service at a time', async () => {
  const register = new RegisterDelegatedAdministratorCommand({
    AccountId: payments,
    ServicePrincipal,
  });
  await as(management).send(register);
  await expect(as(management).send(register)).rejects.toMatchObject({
    name: 'AccountAlreadyRegisteredException',
  });
  await as(management).send(
    new DeregisterDelegatedAdministratorCommand({ AccountId: security, ServicePrincipal }),
  );
  const { DelegatedAdministrators } = await as(management).send(
    new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
  );
  expect(DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([payments]);
  const all = await as(management).send(new ListDelegatedAdministratorsCommand({}));
  expect(all.DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([security, payments]);
});

test('the text of the delegation policy is hidden in the record, and can be read from its state', async () => {
  const Content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${security}:root` },
        Action: 'organizations:List*',
        Resource: '*',
      },
    ],
  });
  await as(management).send(new PutResourcePolicyCommand({ Content }));
  expect(records().at(-1)?.record).toMatchObject({
    requestParameters: { content: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  });
  const describe = new DescribeResourcePolicyCommand({});
  expect((await as(security).send(describe)).ResourcePolicy?.Content).toBe(Content);
  await as(management).send(new DeleteResourcePolicyCommand({}));
  await expect(as(security).send(describe)).rejects.toMatchObject({
    name: 'ResourcePolicyNotFoundException',
  });
});
