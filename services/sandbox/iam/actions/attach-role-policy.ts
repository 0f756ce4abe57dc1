import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { arnInput } from '../read-input';
import { refuse } from '../refusals';
import { ownRoleOfCall, roleArnOfCall, roleConditions } from '../role-of-call';
import { attachRolePolicy as attach } from '../roles';

/** Attaching what is attached already changes nothing. */
export const attachRolePolicy: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  conditions: roleConditions,
  handle: (call, world) => {
    const role = ownRoleOfCall(call, world);
    const arn = arnInput(call, 'PolicyArn');
    if (role.managedPolicyArns.size >= 10 && !role.managedPolicyArns.has(arn)) {
      throw refuse.quotaExceeded('PoliciesPerRole: 10');
    }
    attach(world, role, arn);
    return {};
  },
  record: iamRecord,
};
