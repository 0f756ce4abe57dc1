import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { resourcePolicyNotFound } from '../refusals';
import { resourcePolicyOutput } from '../resource-policy-output';

export const describeResourcePolicy: Action = {
  readOnly: true,
  resource: (_call, world) => world.organization.resourcePolicy?.arn ?? '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const { resourcePolicy } = world.organization;
    if (!resourcePolicy) throw resourcePolicyNotFound();
    return { ResourcePolicy: resourcePolicyOutput(resourcePolicy) };
  },
};
