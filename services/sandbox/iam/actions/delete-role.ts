import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { refuse } from '../refusals';
import { ownRoleOfCall, roleArnOfCall } from '../role-of-call';
import { deleteRole as remove } from '../roles';

export const deleteRole: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const role = ownRoleOfCall(call, world);
    if (role.managedPolicyArns.size > 0) throw refuse.policiesAttached();
    if (role.inlinePolicies.size > 0) throw refuse.policiesInline();
    remove(world, role.arn);
    return {};
  },
  record: iamRecord,
};
