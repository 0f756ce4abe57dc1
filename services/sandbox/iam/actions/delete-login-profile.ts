import type { Action } from '../../core/service';
import { refuse } from '../refusals';
import { userArnOfCall, userOfCall } from '../user-of-call';

/** No user here has a password. */
export const deleteLoginProfile: Action = {
  readOnly: false,
  resource: userArnOfCall,
  handle: (call, world) => {
    throw refuse.loginProfileNotFound(userOfCall(call, world).name);
  },
};
