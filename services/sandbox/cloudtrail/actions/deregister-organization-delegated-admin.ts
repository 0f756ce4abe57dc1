import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import {
  administratorsOf,
  deregisterAdministrator,
} from '../../organizations/delegated-administrators';
import { cloudTrailPrincipal, memberForDelegation } from '../delegated-admin';
import { writeQuota } from '../quotas';

/** Organization trails it made stay: management owns them. */
export const deregisterOrganizationDelegatedAdmin: Action = {
  readOnly: false,
  resource: () => '*',
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
    return {};
  },
};
