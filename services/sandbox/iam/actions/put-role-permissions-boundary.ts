import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { arnInput } from '../read-input';
import { boundaryConditions, ownRoleOfCall, roleArnOfCall } from '../role-of-call';
import { putPermissionsBoundary } from '../roles';

export const putRolePermissionsBoundary: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  conditions: boundaryConditions,
  handle: (call, world) => {
    const role = ownRoleOfCall(call, world);
    putPermissionsBoundary(world, role, arnInput(call, 'PermissionsBoundary'));
    return {};
  },
  record: iamRecord,
};
