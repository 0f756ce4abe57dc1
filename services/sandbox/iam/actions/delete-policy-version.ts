import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { ownPolicyOfCall, policyArnOfCall, versionOfCall } from '../policy-of-call';
import { refuse } from '../refusals';

export const deletePolicyVersion: Action = {
  readOnly: false,
  resource: policyArnOfCall,
  handle: (call, world) => {
    const policy = ownPolicyOfCall(call, world);
    const { id } = versionOfCall(call, policy);
    if (id === policy.defaultVersionId) throw refuse.defaultVersion();
    policy.versions.delete(id);
    return {};
  },
  record: iamRecord,
};
