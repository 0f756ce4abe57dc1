import type { World } from '../core/service';
import { policiesAttachedTo } from './policies';
import type { Policy, PolicyType } from './state';

/** Undefined when the account belongs to no organization. */
export function organizationIdOf(world: World, accountId: string): string | undefined {
  const { organization, accounts } = world.organization;
  return accounts.has(accountId) ? organization?.id : undefined;
}

export function isManagementAccount(world: World, accountId: string): boolean {
  return world.organization.organization?.managementAccountId === accountId;
}

/** Any service when `service` is not given. */
export function isDelegatedAdministrator(
  world: World,
  accountId: string,
  service?: string,
): boolean {
  const services = world.organization.delegatedAdministrators.get(accountId);
  return service === undefined ? services !== undefined : (services?.has(service) ?? false);
}

/**
 * Policies of a type that bind an account, one list for the root, each unit on the way down and the
 * account itself. Every level must allow and none may deny. Empty when there is nothing to ask: the
 * type is off, the account is in no organization, or it is the management account, which no such
 * policy reaches [D orgs_manage_policies_scps, _rcps].
 */
export function policyLevels(
  world: World,
  accountId: string,
  type: PolicyType,
): readonly (readonly Policy[])[] {
  const { organization, accounts, enabledPolicyTypes } = world.organization;
  if (organization?.managementAccountId === accountId || !accounts.has(accountId)) return [];
  if (!enabledPolicyTypes.has(type)) return [];
  return lineage(world, accountId).map((target) => policiesAttachedTo(world, target, type));
}

/** The root first, the account last. */
function lineage(world: World, id: string): readonly string[] {
  const parent = world.organization.parents.get(id);
  return parent === undefined ? [id] : [...lineage(world, parent), id];
}

/** Gives an account one more service to administer; the others it has stay. */
export function registerAdministrator(world: World, accountId: string, service: string): void {
  const { delegatedAdministrators } = world.organization;
  const services = delegatedAdministrators.get(accountId) ?? new Map<string, Date>();
  delegatedAdministrators.set(accountId, services.set(service, world.now()));
}

/** An account without a service left is no delegated administrator any more. */
export function deregisterAdministrator(world: World, accountId: string, service: string): void {
  const { delegatedAdministrators } = world.organization;
  const services = delegatedAdministrators.get(accountId);
  services?.delete(service);
  if (services?.size === 0) delegatedAdministrators.delete(accountId);
}

/** Ids of the accounts that administer the service. */
export function administratorsOf(world: World, service: string): readonly string[] {
  return [...world.organization.delegatedAdministrators]
    .filter(([, services]) => services.has(service))
    .map(([accountId]) => accountId);
}
