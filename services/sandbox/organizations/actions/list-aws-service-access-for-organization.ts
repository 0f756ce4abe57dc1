import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';

export const listAwsServiceAccessForOrganization: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { items, next } = page(call, [...world.organization.serviceAccess]);
    return {
      EnabledServicePrincipals: items.map(([service, since]) => ({
        ServicePrincipal: service,
        DateEnabled: since,
      })),
      ...next,
    };
  },
};
