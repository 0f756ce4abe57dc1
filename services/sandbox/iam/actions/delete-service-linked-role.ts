import { randomUUID } from 'node:crypto';
import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { refuse } from '../refusals';
import { roleArnOfCall, roleOfCall } from '../role-of-call';
import { deleteRole } from '../roles';

/** Gone at once: whether the service still needs it is not asked. */
export const deleteServiceLinkedRole: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const role = roleOfCall(call, world);
    if (!role.path.startsWith('/aws-service-role/')) throw refuse.roleNotFound(role.name);
    deleteRole(world, role.arn);
    return { DeletionTaskId: `task${role.path}${role.name}/${randomUUID()}` };
  },
  record: iamRecord,
};
