import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  CloudFormationClient,
  DescribeOrganizationsAccessCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribePolicyCommand,
  ListAccountsForParentCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Seen } from '../../domain/seen';
import { asked, classify, hasCode } from '../classify';
import { type Connection, clientConfig, ofOrganizations } from '../connection';
import { allPages } from '../dependencies/all-pages';
import { readOrganization, type SeenOrganization } from './seen-organization';

/** What a deployment stands on, before it, as the management account or a delegated administrator may read it. */
export interface OrganizationLevel {
  readonly organization: Seen<SeenOrganization>;
  /** Service principals of the services that may act in the organization. */
  readonly trusted: Seen<readonly string[]>;
  /** StackSets may make stacks in every account. */
  readonly hasStackSetsAccess: Seen<boolean>;
  /** Service principals of which the security account is a delegated administrator. */
  readonly delegated: Seen<readonly string[]>;
  /** From the root to each account: ids of the root, the units and the account, by account. */
  readonly paths: Seen<ReadonlyMap<string, readonly string[]>>;
  readonly policies: Seen<readonly SeenPolicy[]>;
  /** Of the security account: `ENABLED`, `ENABLED_BY_DEFAULT`, `DISABLED` …, by Region. */
  readonly regions: Seen<ReadonlyMap<string, string>>;
}

/** A service or resource control policy. */
export interface SeenPolicy {
  readonly name: string;
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly content: string;
  /** Roots, units and accounts that it is attached to. */
  readonly targets: readonly string[];
}

/** The value, or why it could not be read. */
export async function seen<T>(call: string, read: Promise<T>): Promise<Seen<T>> {
  try {
    return { value: await asked(call, read) };
  } catch (error) {
    return { why: classify(error) };
  }
}

interface Readers {
  readonly security: Connection;
  /** Absent: the security account reads, as a delegated administrator. */
  readonly management?: Connection;
  readonly securityAccountId: string;
}

/** Never rejects: what could not be read says so. */
export async function readOrganizationLevel({
  security,
  management,
  securityAccountId,
}: Readers): Promise<OrganizationLevel> {
  const reader = management ?? security;
  const client = new OrganizationsClient(ofOrganizations(reader));
  const stacks = new CloudFormationClient(clientConfig(reader));
  const organization = await seen('organizations:DescribeOrganization', readOrganization(reader));
  const rootId = 'value' in organization ? organization.value.rootId : '';
  const [trusted, hasStackSetsAccess, delegated, paths, policies, regions] = await Promise.all([
    seen('organizations:ListAWSServiceAccessForOrganization', trustedServices(client)),
    seen(
      'cloudformation:DescribeOrganizationsAccess',
      stacks
        .send(
          new DescribeOrganizationsAccessCommand({
            CallAs: management ? 'SELF' : 'DELEGATED_ADMIN',
          }),
        )
        .then(({ Status }) => Status === 'ENABLED'),
    ),
    seen(
      'organizations:ListDelegatedServicesForAccount',
      delegatedServices(client, securityAccountId),
    ),
    'why' in organization
      ? organization
      : seen('organizations:ListAccountsForParent', pathsBeneath(client, rootId)),
    seen('organizations:ListPolicies', allPolicies(client)),
    seen('account:ListRegions', regionStates(security)),
  ]);
  client.destroy();
  stacks.destroy();
  return { organization, trusted, hasStackSetsAccess, delegated, paths, policies, regions };
}

/** Ids of the active accounts beneath a unit or the root. Rejects with the SDK's error. */
export async function accountsBeneath(
  connection: Connection,
  unitId: string,
): Promise<readonly string[]> {
  const client = new OrganizationsClient(ofOrganizations(connection));
  const paths = await pathsBeneath(client, unitId);
  client.destroy();
  return [...paths.keys()];
}

async function trustedServices(client: OrganizationsClient): Promise<readonly string[]> {
  const services = await allPages(async (NextToken) => {
    const page = await client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken }));
    return { items: page.EnabledServicePrincipals, next: page.NextToken };
  });
  return services.map(({ ServicePrincipal = '' }) => ServicePrincipal);
}

async function delegatedServices(
  client: OrganizationsClient,
  AccountId: string,
): Promise<readonly string[]> {
  try {
    const services = await allPages(async (NextToken) => {
      const page = await client.send(
        new ListDelegatedServicesForAccountCommand({ AccountId, NextToken }),
      );
      return { items: page.DelegatedServices, next: page.NextToken };
    });
    return services.map(({ ServicePrincipal = '' }) => ServicePrincipal);
  } catch (error) {
    // AWS's way to say: of none.
    if (hasCode(error, 'AccountNotRegisteredException')) return [];
    throw error;
  }
}

/** Two calls for each unit, one after the other: Organizations allows few of them in a second. */
async function pathsBeneath(
  client: OrganizationsClient,
  parentId: string,
  above: readonly string[] = [],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const here = [...above, parentId];
  const accounts = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListAccountsForParentCommand({ ParentId: parentId, NextToken }),
    );
    return { items: page.Accounts, next: page.NextToken };
  });
  const units = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken }),
    );
    return { items: page.OrganizationalUnits, next: page.NextToken };
  });
  const active = accounts.filter(({ State }) => State === 'ACTIVE');
  const paths = new Map(active.map(({ Id = '' }) => [Id, [...here, Id] as readonly string[]]));
  for (const { Id = '' } of units)
    for (const [account, path] of await pathsBeneath(client, Id, here)) paths.set(account, path);
  return paths;
}

async function allPolicies(client: OrganizationsClient): Promise<readonly SeenPolicy[]> {
  const policies: SeenPolicy[] = [];
  for (const type of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
    const listed = await allPages(async (NextToken) => {
      const page = await client.send(new ListPoliciesCommand({ Filter: type, NextToken }));
      return { items: page.Policies, next: page.NextToken };
    });
    for (const { Id: PolicyId = '', Name: name = '' } of listed) {
      const targets = await allPages(async (NextToken) => {
        const page = await client.send(new ListTargetsForPolicyCommand({ PolicyId, NextToken }));
        return { items: page.Targets, next: page.NextToken };
      });
      if (targets.length === 0) continue;
      const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
      policies.push({
        ...{ name, type, content: Policy?.Content ?? '' },
        targets: targets.map(({ TargetId = '' }) => TargetId),
      });
    }
  }
  return policies;
}

async function regionStates(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const client = new AccountClient(clientConfig(connection));
  const regions = await allPages(async (NextToken) => {
    const page = await client.send(new ListRegionsCommand({ NextToken }));
    return { items: page.Regions, next: page.NextToken };
  });
  client.destroy();
  return new Map(
    regions.map(({ RegionName = '', RegionOptStatus = '' }) => [RegionName, RegionOptStatus]),
  );
}
