import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import {
  administratorsOf,
  deregisterAdministrator,
  registerAdministrator,
} from '../../organizations/delegated-administrators';
import { cloudTrailPrincipal, memberForDelegation } from '../delegated-admin';
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
