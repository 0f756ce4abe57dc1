import type { Action } from '../../core/service';
import { page } from '../page';
import { userArnOfCall, userOfCall } from '../user-of-call';

export const listUserPolicies: Action = {
  readOnly: true,
  resource: userArnOfCall,
  handle: (call, world) => {
    const names = [...userOfCall(call, world).inlinePolicies.keys()].sort();
    const { items, next } = page(call, names);
    return { PolicyNames: items, ...next };
  },
};
