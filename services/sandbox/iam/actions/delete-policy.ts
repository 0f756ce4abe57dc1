import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { policyUses } from '../policies';
import { ownPolicyOfCall, policyArnOfCall } from '../policy-of-call';
import { refuse } from '../refusals';

export const deletePolicy: Action = {
  readOnly: false,
  resource: policyArnOfCall,
  handle: (call, world) => {
    const policy = ownPolicyOfCall(call, world);
    const { attached, bounding } = policyUses(world, policy.arn);
    if (attached + bounding > 0) throw refuse.policyInUse();
    if (policy.versions.size > 1) throw refuse.versionsLeft();
    world.iam.managedPolicies.delete(policy.arn);
    return {};
  },
  record: iamRecord,
};
