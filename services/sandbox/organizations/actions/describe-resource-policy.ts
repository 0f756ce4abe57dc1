import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { refuse } from '../refusals';
import { resourcePolicyOutput } from '../resource-policy-output';

export const describeResourcePolicy: Action = {
  readOnly: true,
  resource: (_call, world) => world.organization.resourcePolicy?.arn ?? '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { resourcePolicy } = world.organization;
    if (!resourcePolicy) throw refuse.resourcePolicyNotFound();
    return { ResourcePolicy: resourcePolicyOutput(resourcePolicy) };
  },
};
