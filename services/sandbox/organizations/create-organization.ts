import type { World } from '../core/world';
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
    arn: `arn:aws:organizations::${management.id}:organization/${id}`,
    managementAccountId: management.id,
    managementEmail: management.email,
    rootId,
  };
  world.organization.organization = organization;
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
  const { id, managementAccountId } = organization;
  const added: Account = {
    ...account,
    arn: `arn:aws:organizations::${managementAccountId}:account/${id}/${account.id}`,
    state: 'ACTIVE',
    joinedMethod: account.id === managementAccountId ? 'INVITED' : 'CREATED',
    joinedAt: world.now(),
  };
  world.organization.accounts.set(account.id, added);
  world.organization.parents.set(account.id, parentId);
  return added;
}

/** A unit under the root. */
export function addUnit(
  world: World,
  organization: Organization,
  unit: { readonly id: string; readonly name: string },
): OrganizationalUnit {
  const { id, managementAccountId, rootId } = organization;
  const added = {
    ...unit,
    arn: `arn:aws:organizations::${managementAccountId}:ou/${id}/${unit.id}`,
  };
  world.organization.units.set(unit.id, added);
  world.organization.parents.set(unit.id, rootId);
  return added;
}

/** Gives an account the administration of services, and the services trusted access. */
export function delegateAdministration(
  world: World,
  accountId: string,
  services: readonly string[],
): void {
  const since = world.now();
  world.organization.delegatedAdministrators.set(
    accountId,
    new Map(services.map((service) => [service, since])),
  );
  for (const service of services) world.organization.serviceAccess.set(service, since);
}
