import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { requireTrustedAccess } from './owner-of';

export const cloudTrailPrincipal = 'cloudtrail.amazonaws.com';

/**
 * The member that is to administer CloudTrail, or no longer. Management only, with trusted access
 * [D API_RegisterOrganizationDelegatedAdmin].
 */
export function memberForDelegation(world: World, call: Call, written: unknown): string {
  const { organization, accounts } = world.organization;
  if (!organization || !accounts.has(call.accountId)) {
    throw new Refusal(
      'OrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  }
  if (organization.managementAccountId !== call.accountId) {
    throw new Refusal(
      'NotOrganizationManagementAccountException',
      "The account making the request is not the organization's management account.",
    );
  }
  requireTrustedAccess(world);
  const accountId = String(written);
  if (accounts.has(accountId)) return accountId;
  throw new Refusal(
    'AccountNotFoundException',
    'The specified account is not found or not part of an organization.',
  );
}
