import type { World } from '../core/world';
import { refuse } from './refusals';
import type { Organization } from './state';
import { tellMembership } from './tell-membership';

/**
 * The account is its own from now on: no policy of the organization binds it, and no organization
 * trail covers it. The management account cannot go, nor can a delegated administrator.
 */
export function depart(
  world: World,
  organization: Organization,
  accountId: string,
  departureMethod: 'LEFT' | 'REMOVED',
): void {
  const { accounts, parents, attachments, standaloneAccounts } = world.organization;
  if (organization.managementAccountId === accountId) throw refuse.masterCannotLeave();
  if (world.organization.delegatedAdministrators.has(accountId)) {
    throw refuse.constraintViolation(
      'You cannot remove an account that is a delegated administrator from your organization.',
    );
  }
  const account = accounts.get(accountId);
  if (!account) return;
  accounts.delete(accountId);
  parents.delete(accountId);
  attachments.delete(accountId);
  standaloneAccounts.set(accountId, account);
  tellMembership(world, organization, {
    eventName: 'AccountDepartedOrganization',
    accountId,
    departureMethod,
  });
}
