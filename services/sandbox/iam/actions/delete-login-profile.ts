import type { Action } from '../../core/service';
import { loginProfileNotFound } from '../refusals';
import { userArnOfCall, userOfCall } from '../user-of-call';

/** No user here has a password. */
export const deleteLoginProfile: Action = {
  readOnly: false,
  resource: userArnOfCall,
  handle: (call, world) => {
    throw loginProfileNotFound(userOfCall(call, world).name);
  },
};
