import type { Action } from '../../core/service';
import { managedOrganization } from '../organization-of';
import { resourcePolicyNotFound } from '../refusals';

export const deleteResourcePolicy: Action = {
  readOnly: false,
  resource: (_call, world) => world.organization.resourcePolicy?.arn ?? '*',
  handle: (call, world) => {
    managedOrganization(world, call);
    if (!world.organization.resourcePolicy) throw resourcePolicyNotFound();
    world.organization.resourcePolicy = undefined;
    return {};
  },
};
