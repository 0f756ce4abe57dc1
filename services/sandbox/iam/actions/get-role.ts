import type { Action } from '../../core/service';
import { roleOutput } from '../outputs';
import { roleArnOfCall, roleOfCall } from '../role-of-call';

export const getRole: Action = {
  readOnly: true,
  resource: roleArnOfCall,
  handle: (call, world) => ({ Role: { ...roleOutput(roleOfCall(call, world)), RoleLastUsed: {} } }),
};
