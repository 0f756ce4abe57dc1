import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { ownRoleOfCall, roleArnOfCall, roleConditions } from '../role-of-call';

/** A role that has none is left as it is. */
export const deleteRolePermissionsBoundary: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  conditions: roleConditions,
  handle: (call, world) => {
    ownRoleOfCall(call, world).permissionsBoundaryArn = undefined;
    return {};
  },
  record: iamRecord,
};
