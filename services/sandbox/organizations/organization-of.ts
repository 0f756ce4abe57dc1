import { asText } from '../core/input';
import { actionsAfter } from '../core/make-action';
import type { Action, Call, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import { isDelegatedAdministrator, isManagementAccount } from './membership';
import { refuse } from './refusals';
import type { Account, Organization } from './state';

/** The caller's organization; any member may ask for it. */
export function organizationOf(world: World, { accountId }: Call): Organization {
  const { organization, accounts } = world.organization;
  if (!organization || !accounts.has(accountId)) throw refuse.notInUse();
  return organization;
}

/** As `organizationOf`, for the management account and delegated administrators of any service. */
export function administeredOrganization(world: World, call: Call): Organization {
  const organization = organizationOf(world, call);
  const { accountId } = call;
  if (isManagementAccount(world, accountId) || isDelegatedAdministrator(world, accountId)) {
    return organization;
  }
  throw refuse.accessDenied();
}

/** As `organizationOf`, for the management account only: it changes the organization. */
export function managedOrganization(world: World, call: Call): Organization {
  const organization = organizationOf(world, call);
  if (organization.managementAccountId === call.accountId) return organization;
  throw refuse.accessDenied();
}

/** Actions that only management takes. */
export const byManagement = actionsAfter(managedOrganization);

/** Actions that delegated administrators take, too. */
export const byAdministrator = actionsAfter(administeredOrganization);

/** The member a call names by `AccountId`. */
export function accountOfCall(world: World, { input }: Call): Account {
  const account = world.organization.accounts.get(String(input.AccountId));
  if (!account) throw refuse.accountNotFound();
  return account;
}

/** What identity policies are asked about for a call that names an account; `*` if there is none. */
export const accountResource: NonNullable<Action['resource']> = ({ input }, world) =>
  world.organization.accounts.get(String(input.AccountId))?.arn ?? '*';

/** `organizations:PolicyType`, the key of every action about a policy [D list_awsorganizations]. */
export const policyTypeCondition = (type: unknown): ConditionContext => ({
  'organizations:PolicyType': asText(type),
});
