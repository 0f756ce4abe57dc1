import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { ownPolicyOfCall, policyArnOfCall, versionOfCall } from '../policy-of-call';

export const setDefaultPolicyVersion: Action = {
  readOnly: false,
  resource: policyArnOfCall,
  handle: (call, world) => {
    const policy = ownPolicyOfCall(call, world);
    policy.defaultVersionId = versionOfCall(call, policy).id;
    policy.updatedAt = world.now();
    return {};
  },
  record: iamRecord,
};
