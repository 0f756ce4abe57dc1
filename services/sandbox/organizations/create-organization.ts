import type { World } from '../core/service';
import { registerAdministrator } from './membership';
import { attachBuiltins } from './policies';
import type { Account, Organization, OrganizationalUnit } from './state';

export interface NewOrganization {
  readonly id: string;
  readonly rootId: string;
  readonly management: NewAccount;
}

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The organization with its management account at the root. A world has one. */
export function createOrganization(world: World, created: NewOrganization): Organization {
  const { id, rootId, management } = created;
  const organization: Organization = {
    id,
    arn: `arn:${world.partition}:organizations::${management.id}:organization/${id}`,
    managementAccountId: management.id,
    managementEmail: management.email,
    rootId,
  };
  world.organization.organization = organization;
  attachBuiltins(world, rootId);
  addAccount(world, organization, management, rootId);
  return organization;
}

/** Puts an account, made in this organization, under a root or unit. */
export function addAccount(
  world: World,
  organization: Organization,
  account: NewAccount,
  parentId: string,
): Account {
  const invited = account.id === organization.managementAccountId;
  return enter(world, account, parentId, invited ? 'INVITED' : 'CREATED');
}

/** An account that accepted an invitation: it comes in under the root. */
export function admitAccount(
  world: World,
  organization: Organization,
  account: NewAccount,
): Account {
  world.organization.standaloneAccounts.delete(account.id);
  return enter(world, account, organization.rootId, 'INVITED');
}

function enter(
  world: World,
  { id, name, email }: NewAccount,
  parentId: string,
  joinedMethod: Account['joinedMethod'],
): Account {
  const { organization, accounts, parents } = world.organization;
  const added: Account = {
    id,
    name,
    email,
    arn: `arn:${world.partition}:organizations::${organization?.managementAccountId}:account/${organization?.id}/${id}`,
    state: 'ACTIVE',
    joinedMethod,
    joinedAt: world.now(),
  };
  accounts.set(id, added);
  parents.set(id, parentId);
  attachBuiltins(world, id);
  return added;
}

export interface NewUnit {
  readonly id: string;
  readonly name: string;
  /** Default: the root. */
  readonly parentId?: string;
}

export function addUnit(
  world: World,
  organization: Organization,
  { id, name, parentId = organization.rootId }: NewUnit,
): OrganizationalUnit {
  const { managementAccountId } = organization;
  const arn = `arn:${world.partition}:organizations::${managementAccountId}:ou/${organization.id}/${id}`;
  const added = { id, name, arn };
  world.organization.units.set(id, added);
  world.organization.parents.set(id, parentId);
  attachBuiltins(world, id);
  return added;
}

/** Gives an account the administration of services, and the services trusted access. */
export function delegateAdministration(
  world: World,
  accountId: string,
  services: readonly string[],
): void {
  for (const service of services) {
    registerAdministrator(world, accountId, service);
    world.organization.serviceAccess.set(service, world.now());
  }
}
