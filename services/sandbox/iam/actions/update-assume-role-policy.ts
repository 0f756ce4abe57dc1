import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { policyLength, trustPolicyInput } from '../read-policy';
import { refuse } from '../refusals';
import { ownRoleOfCall, roleArnOfCall } from '../role-of-call';

export const updateAssumeRolePolicy: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const role = ownRoleOfCall(call, world);
    const trustPolicy = trustPolicyInput(call, 'PolicyDocument');
    if (policyLength(trustPolicy) > 2048) throw refuse.quotaExceeded('ACLSizePerRole: 2048');
    role.trustPolicy = trustPolicy;
    return {};
  },
  record: iamRecord,
};
