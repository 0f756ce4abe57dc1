import type { Action } from '../../core/service';
import { userOutput } from '../outputs';
import { userArnOfCall, userOfCall } from '../user-of-call';

export const getUser: Action = {
  readOnly: true,
  resource: userArnOfCall,
  handle: (call, world) => ({ User: userOutput(userOfCall(call, world)) }),
};
