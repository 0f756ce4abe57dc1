import type { Action, Call, World } from '../../core/service';
import {
  administratorsOf,
  deregisterAdministrator,
  registerAdministrator,
} from '../../organizations/membership';
import { writeQuota } from '../quotas';
import { refusal } from '../refusals';
import { cloudTrailPrincipal, requireTrustedAccess } from '../trail';

/** The same list as Organizations' delegated administrators for CloudTrail; three at most. */
export const registerOrganizationDelegatedAdmin: Action = {
  quota: writeQuota('other'),
  handle: (call, world) => {
    const accountId = memberForDelegation(world, call, call.input.MemberAccountId);
    if (accountId === call.accountId) throw refusal('CannotDelegateManagementAccountException');
    const registered = administratorsOf(world, cloudTrailPrincipal);
    if (registered.includes(accountId)) throw refusal('AccountRegisteredException');
    if (registered.length >= 3) throw refusal('DelegatedAdminAccountLimitExceededException');
    registerAdministrator(world, accountId, cloudTrailPrincipal);
  },
};

/** Organization trails it made stay: management owns them. */
export const deregisterOrganizationDelegatedAdmin: Action = {
  quota: writeQuota('other'),
  handle: (call, world) => {
    const accountId = memberForDelegation(world, call, call.input.DelegatedAdminAccountId);
    if (!administratorsOf(world, cloudTrailPrincipal).includes(accountId)) {
      throw refusal('AccountNotRegisteredException');
    }
    deregisterAdministrator(world, accountId, cloudTrailPrincipal);
  },
};

/**
 * The member that is to administer CloudTrail, or no longer. Management only, with trusted access
 * [D API_RegisterOrganizationDelegatedAdmin].
 */
function memberForDelegation(world: World, call: Call, written: unknown): string {
  const { organization, accounts } = world.organization;
  if (!organization || !accounts.has(call.accountId)) {
    throw refusal('OrganizationsNotInUseException');
  }
  if (organization.managementAccountId !== call.accountId) {
    throw refusal('NotOrganizationManagementAccountException');
  }
  requireTrustedAccess(world);
  const accountId = String(written);
  if (accounts.has(accountId)) return accountId;
  throw refusal('AccountNotFoundException');
}
