import type { Action } from '../../core/service';
import { accountOfCall, accountResource } from '../account-of-call';
import { servicePrincipalCondition } from '../condition-keys';
import { administratorsOf, registerAdministrator } from '../delegated-administrators';
import { isDelegatedAdministrator } from '../membership';
import { managedOrganization } from '../organization-of';
import { refuse } from '../refusals';
import { servicePrincipal } from '../service-principal';

/** CloudTrail takes three [D cloudtrail-delegated-administrator]; other services' limits are not kept. */
export const registerDelegatedAdministrator: Action = {
  readOnly: false,
  resource: accountResource,
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
  handle: (call, world) => {
    const { managementAccountId } = managedOrganization(world, call);
    const service = servicePrincipal(call);
    const { id } = accountOfCall(world, call);
    if (id === managementAccountId) {
      throw refuse.constraintViolation(
        'You cannot register master account/yourself as delegated administrator for your organization.',
      );
    }
    if (isDelegatedAdministrator(world, id, service)) throw refuse.accountAlreadyRegistered();
    if (service === 'cloudtrail.amazonaws.com' && administratorsOf(world, service).length >= 3) {
      throw refuse.constraintViolation(
        'You have exceeded the allowed number of delegated administrators for the delegated service.',
      );
    }
    registerAdministrator(world, id, service);
    return {};
  },
};
