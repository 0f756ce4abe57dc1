import type { Action } from '../../core/service';
import { accountOfCall, accountResource } from '../account-of-call';
import { servicePrincipalCondition } from '../condition-keys';
import { deregisterAdministrator } from '../delegated-administrators';
import { isDelegatedAdministrator } from '../membership';
import { managedOrganization } from '../organization-of';
import { refuse } from '../refusals';
import { servicePrincipal } from '../service-principal';

/** What the administrator made for the organization stays, owned by the management account. */
export const deregisterDelegatedAdministrator: Action = {
  readOnly: false,
  resource: accountResource,
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
  handle: (call, world) => {
    managedOrganization(world, call);
    const service = servicePrincipal(call);
    const { id } = accountOfCall(world, call);
    if (!isDelegatedAdministrator(world, id, service)) throw refuse.accountNotRegistered();
    deregisterAdministrator(world, id, service);
    return {};
  },
};
