import type { Action } from '../../core/service';
import { servicePrincipalCondition } from '../condition-keys';
import { managedOrganization } from '../organization-of';
import { servicePrincipal } from '../service-principal';

/** Gives a service trusted access; enabling twice keeps the first date. Nothing it once made comes back. */
export const enableAwsServiceAccess: Action = {
  readOnly: false,
  resource: () => '*',
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
  handle: (call, world) => {
    managedOrganization(world, call);
    const service = servicePrincipal(call);
    const { serviceAccess } = world.organization;
    if (!serviceAccess.has(service)) serviceAccess.set(service, world.now());
    return {};
  },
};
