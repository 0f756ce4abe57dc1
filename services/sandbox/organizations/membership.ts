import type { World } from '../core/world';
import { checkPolicy } from '../iam/check-policy';
import type { PolicyDocument } from '../iam/policy-document';

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

/** None for the management account: service control policies do not reach it [D orgs_manage_policies_scps]. */
export function serviceControlPoliciesOf(
  world: World,
  accountId: string,
): readonly PolicyDocument[] {
  if (isManagementAccount(world, accountId)) return [];
  return world.organization.serviceControlPolicies.get(accountId) ?? [];
}

/** Replaces the account's service control policies; refuses one the evaluator could not judge. */
export function putServiceControlPolicies(
  world: World,
  accountId: string,
  policies: readonly PolicyDocument[],
): void {
  for (const policy of policies) checkPolicy(policy);
  world.organization.serviceControlPolicies.set(accountId, policies);
}
