import { PutAlternateContactCommand } from '@aws-sdk/client-account';
import { TagRoleCommand } from '@aws-sdk/client-iam';
import {
  DescribeAccountCommand,
  EnableAWSServiceAccessCommand,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serviceClients } from '../../../shared/aws/dependencies/service-clients';
import { actorPorts } from '../../../shared/aws/lineage/actor-ports';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from '../../sandbox/core/organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
  await as(management).organizations.send(
    new EnableAWSServiceAccessCommand({ ServicePrincipal: 'account.amazonaws.com' }),
  );
});
afterAll(() => organization.sandbox.close());

const as = (accountId: string) =>
  serviceClients({
    endpoint: organization.sandbox.endpoint,
    region: 'us-east-1',
    credentials: organization.sandbox.credentials(accountId),
  });

const ports = (central = management) =>
  actorPorts({
    client: (accountId) => as(accountId).cloudtrail,
    iam: (accountId) => as(accountId).iam,
    central: as(central),
    ownAccountId: central,
    regions: ['us-east-1'],
  });

test('the owner of an account is its tag in the organization', async () => {
  const Tags = [{ Key: 'owner', Value: 'payments@example.com' }];
  await as(management).organizations.send(new TagResourceCommand({ ResourceId: payments, Tags }));
  expect(await ports().contacts.accountTags(payments)).toEqual({
    kind: 'found',
    value: { owner: 'payments@example.com' },
  });
});

test('the owner of a role is its own tag', async () => {
  const Tags = [{ Key: 'contact', Value: 'deploy@example.com' }];
  await as(payments).iam.send(new TagRoleCommand({ RoleName: 'Developer', Tags }));
  const role = { kind: 'role', accountId: payments, name: 'Developer' } as const;
  expect(await ports().contacts.principalTags(role)).toEqual({
    kind: 'found',
    value: { contact: 'deploy@example.com' },
  });
});

test('a role that is gone has no owner, which is no obstacle', async () => {
  const role = { kind: 'role', accountId: payments, name: 'Gone' } as const;
  expect(await ports().contacts.principalTags(role)).toMatchObject({ kind: 'nothing' });
});

test('the alternate contact SECURITY is read from another account and from the caller’s own', async () => {
  const contact = {
    AlternateContactType: 'SECURITY',
    EmailAddress: 'security@example.com',
    Name: 'Security',
    PhoneNumber: '+15550100',
    Title: 'Desk',
  } as const;
  await as(management).account.send(new PutAlternateContactCommand(contact));
  await as(management).account.send(
    new PutAlternateContactCommand({ ...contact, AccountId: payments }),
  );
  const { securityContact } = ports().contacts;
  const found = { kind: 'found', value: { address: 'security@example.com', person: 'Security' } };
  expect(await securityContact(payments)).toEqual(found);
  expect(await securityContact(management)).toEqual(found);
  expect(await securityContact(orders)).toMatchObject({ kind: 'nothing' });
});

test('the root e-mail address is the one the organization knows', async () => {
  const { Account } = await as(management).organizations.send(
    new DescribeAccountCommand({ AccountId: payments }),
  );
  expect(await ports().contacts.rootEmail(payments)).toEqual({
    kind: 'found',
    value: { address: Account?.Email },
  });
});

test('an account that may not ask the organization is told so', async () => {
  const { contacts } = ports(orders);
  const answers = await Promise.all([contacts.accountTags(payments), contacts.rootEmail(payments)]);
  for (const answer of answers) {
    expect(answer).toMatchObject({ kind: 'obstacle', why: { kind: 'denied' } });
  }
});

test('IAM says when a key was made, and that a deleted key no longer exists', async () => {
  const { accessKeyId } = organization.sandbox.credentials(management);
  const user = { accountId: management, userName: 'admin' };
  expect(await ports().keyMadeAt({ ...user, accessKeyId })).toMatchObject({ kind: 'found' });
  expect(await ports().keyMadeAt({ ...user, accessKeyId: 'AKIAGONE' })).toMatchObject({
    kind: 'nothing',
  });
});
