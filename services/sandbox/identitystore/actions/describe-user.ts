import type { Action } from '../../core/service';
import { notFound, resourcesOf, storeOfCall } from '../store-of-call';
import { userOutput } from '../user-output';

export const describeUser: Action = {
  readOnly: true,
  resource: resourcesOf,
  handle: (call, world) => {
    const store = storeOfCall(world, call);
    const id = String(call.input.UserId);
    const user = store.users.get(id);
    if (user === undefined) throw notFound('user', id);
    return userOutput(store, user);
  },
};
