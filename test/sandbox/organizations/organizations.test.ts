import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalOrganization } from '../../../services/sandbox/local-organization';
import { startSandbox } from '../../../services/sandbox/sandbox';
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
});
afterAll(() => organization.sandbox.close());

const as = (accountId: string) =>
  organization.organizations(organization.sandbox.credentials(accountId));

test('a member may ask which organization it belongs to', async () => {
  const { Organization } = await as(payments).send(new DescribeOrganizationCommand({}));
  expect(Organization).toMatchObject({
    Id: 'o-a1b2c3d4e5',
    Arn: `arn:aws:organizations::${management}:organization/o-a1b2c3d4e5`,
    MasterAccountId: management,
    FeatureSet: 'ALL',
  });
});

test('a member may not list accounts, the delegated administrator may', async () => {
  await expect(as(payments).send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: "You don't have permissions to access this resource.",
  });
  const { Accounts } = await as(security).send(new ListAccountsCommand({}));
  expect(Accounts?.map(({ Name }) => Name)).toEqual([
    'management',
    'security',
    'log-archive',
    'payments',
    'orders',
    'ledger',
  ]);
});

test('an account has the field State, and no longer the field Status', async () => {
  const { Account } = await as(management).send(
    new DescribeAccountCommand({ AccountId: payments }),
  );
  expect(Account).toMatchObject({ Id: payments, Name: 'payments', State: 'ACTIVE' });
  expect(Account?.Paths).toEqual([`o-a1b2c3d4e5/r-ab12/ou-ab12-workload1/${payments}/`]);
  expect(Account).not.toHaveProperty('Status');
});

test('an account that does not exist is not found', async () => {
  const AccountId = '999988887777';
  await expect(
    as(management).send(new DescribeAccountCommand({ AccountId })),
  ).rejects.toMatchObject({ name: 'AccountNotFoundException' });
});

test('the tree can be walked from the root to an account and back', async () => {
  const client = as(management);
  const { Roots } = await client.send(new ListRootsCommand({}));
  const ParentId = Roots?.[0]?.Id;
  const { OrganizationalUnits } = await client.send(
    new ListOrganizationalUnitsForParentCommand({ ParentId }),
  );
  expect(OrganizationalUnits?.map(({ Name }) => Name)).toEqual(['security', 'workloads']);
  const workloads = OrganizationalUnits?.[1]?.Id;
  const { Accounts } = await client.send(new ListAccountsForParentCommand({ ParentId: workloads }));
  expect(Accounts?.map(({ Name }) => Name)).toEqual(['payments', 'orders', 'ledger']);
  const { Parents } = await client.send(new ListParentsCommand({ ChildId: payments }));
  expect(Parents).toEqual([{ Id: workloads, Type: 'ORGANIZATIONAL_UNIT' }]);
  const { Children } = await client.send(
    new ListChildrenCommand({ ParentId, ChildType: 'ACCOUNT' }),
  );
  expect(Children).toEqual([{ Id: management, Type: 'ACCOUNT' }]);
});

test('a parent that does not exist is not found', async () => {
  await expect(
    as(management).send(new ListAccountsForParentCommand({ ParentId: 'ou-ab12-nothing0' })),
  ).rejects.toMatchObject({ name: 'ParentNotFoundException' });
});

test('the delegated administrator is listed with its services', async () => {
  const client = as(management);
  const ServicePrincipal = 'cloudtrail.amazonaws.com';
  const { DelegatedAdministrators } = await client.send(
    new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
  );
  expect(DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([security]);
  const { DelegatedServices } = await client.send(
    new ListDelegatedServicesForAccountCommand({ AccountId: security }),
  );
  expect(DelegatedServices?.map((service) => service.ServicePrincipal)).toContain(ServicePrincipal);
  const { EnabledServicePrincipals } = await client.send(
    new ListAWSServiceAccessForOrganizationCommand({}),
  );
  expect(EnabledServicePrincipals?.map((service) => service.ServicePrincipal)).toContain(
    ServicePrincipal,
  );
});

test('a thousand accounts are listed twenty a page', async () => {
  const sandbox = await startSandbox();
  createLocalOrganization(sandbox, { accounts: 1000 });
  const client = organization.organizations(sandbox.credentials(management));
  client.config.endpoint = async () => ({
    protocol: 'http:',
    hostname: '127.0.0.1',
    port: Number(new URL(sandbox.endpoint).port),
    path: '/',
  });
  const sizes: (number | undefined)[] = [];
  for await (const page of paginateListAccounts({ client }, {})) sizes.push(page.Accounts?.length);
  expect(sizes).toHaveLength(51);
  expect(new Set(sizes.slice(0, 50))).toEqual(new Set([20]));
  expect(sizes[50]).toBe(3);
  await sandbox.close();
});

test('with quotas switched on ListAccounts gives its burst and then throttles', async () => {
  const { settings } = organization.sandbox;
  settings.quotas = true;
  const client = as(management);
  const calls = Array.from({ length: 30 }, () => client.send(new ListAccountsCommand({})));
  const results = await Promise.allSettled(calls);
  settings.quotas = false;
  const refused = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  expect(results.length - refused.length).toBeGreaterThanOrEqual(12);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ name: 'TooManyRequestsException' });
});
