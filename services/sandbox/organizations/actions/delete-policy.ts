import type { Action } from '../../core/service';
import { targetsOf } from '../attachments';
import { managedOrganization } from '../organization-of';
import { ownPolicyOfCall, policyArn } from '../policy-of-call';
import { refuse } from '../refusals';

export const deletePolicy: Action = {
  readOnly: false,
  resource: policyArn,
  handle: (call, world) => {
    managedOrganization(world, call);
    const { id } = ownPolicyOfCall(world, call);
    if (targetsOf(world, id).length > 0) throw refuse.policyInUse();
    world.organization.policies.delete(id);
    return {};
  },
};
