import { type Action, type Call, Refusal, type World } from '../../core/service';
import {
  administratorsOf,
  deregisterAdministrator,
  registerAdministrator,
} from '../../organizations/membership';
import { requireTrustedAccess } from '../owner-of';
import { writeQuota } from '../quotas';

/** The same list as Organizations' delegated administrators for CloudTrail; three at most. */
export const registerOrganizationDelegatedAdmin: Action = {
  quota: writeQuota('other'),
  handle: (call, world) => {
    const accountId = memberForDelegation(world, call, call.input.MemberAccountId);
    if (accountId === call.accountId) {
      throw new Refusal(
        'CannotDelegateManagementAccountException',
        'The management account of an organization cannot be registered as the CloudTrail delegated administrator.',
      );
    }
    const registered = administratorsOf(world, cloudTrailPrincipal);
    if (registered.includes(accountId)) {
      throw new Refusal(
        'AccountRegisteredException',
        'The account is already registered as the CloudTrail delegated administrator.',
      );
    }
    if (registered.length >= 3) {
      throw new Refusal(
        'DelegatedAdminAccountLimitExceededException',
        'The maximum number of CloudTrail delegated administrators is reached.',
      );
    }
    registerAdministrator(world, accountId, cloudTrailPrincipal);
  },
};

/** Organization trails it made stay: management owns them. */
export const deregisterOrganizationDelegatedAdmin: Action = {
  quota: writeQuota('other'),
  handle: (call, world) => {
    const accountId = memberForDelegation(world, call, call.input.DelegatedAdminAccountId);
    if (!administratorsOf(world, cloudTrailPrincipal).includes(accountId)) {
      throw new Refusal(
        'AccountNotRegisteredException',
        'The specified account is not registered as the CloudTrail delegated administrator.',
      );
    }
    deregisterAdministrator(world, accountId, cloudTrailPrincipal);
  },
};

const cloudTrailPrincipal = 'cloudtrail.amazonaws.com';

/**
 * The member that is to administer CloudTrail, or no longer. Management only, with trusted access
 * [D API_RegisterOrganizationDelegatedAdmin].
 */
function memberForDelegation(world: World, call: Call, written: unknown): string {
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
