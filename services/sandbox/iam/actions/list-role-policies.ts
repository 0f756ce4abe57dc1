import type { Action } from '../../core/service';
import { page } from '../page';
import { roleArnOfCall, roleOfCall } from '../role-of-call';

export const listRolePolicies: Action = {
  readOnly: true,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const names = [...roleOfCall(call, world).inlinePolicies.keys()].sort();
    const { items, next } = page(call, names);
    return { PolicyNames: items, ...next };
  },
};
