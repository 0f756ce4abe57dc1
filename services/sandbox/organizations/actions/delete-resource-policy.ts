import type { Action } from '../../core/service';
import { managedOrganization } from '../organization-of';
import { refuse } from '../refusals';

export const deleteResourcePolicy: Action = {
  readOnly: false,
  resource: (_call, world) => world.organization.resourcePolicy?.arn ?? '*',
  handle: (call, world) => {
    managedOrganization(world, call);
    if (!world.organization.resourcePolicy) throw refuse.resourcePolicyNotFound();
    world.organization.resourcePolicy = undefined;
    return {};
  },
};
