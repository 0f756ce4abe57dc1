import { demoteOrganizationTrails } from '../../cloudtrail/demote-organization-trails';
import type { Action } from '../../core/service';
import { servicePrincipalCondition } from '../condition-keys';
import { managedOrganization } from '../organization-of';
import { servicePrincipal } from '../service-principal';

/** Delegated administrators stay registered, and may do nothing until the access is back [U]. */
export const disableAwsServiceAccess: Action = {
  readOnly: false,
  resource: () => '*',
  conditions: ({ input }) => servicePrincipalCondition(input.ServicePrincipal),
  handle: (call, world) => {
    const { managementAccountId } = managedOrganization(world, call);
    const service = servicePrincipal(call);
    world.organization.serviceAccess.delete(service);
    if (service === 'cloudtrail.amazonaws.com') {
      demoteOrganizationTrails(world, managementAccountId);
    }
    return {};
  },
};
