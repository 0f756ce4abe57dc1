import type { Action } from '../../core/service';
import { policyOutput } from '../outputs';
import { policyArnOfCall, policyOfCall } from '../policy-of-call';

export const getPolicy: Action = {
  readOnly: true,
  resource: policyArnOfCall,
  handle: (call, world) => ({ Policy: policyOutput(world, policyOfCall(call, world)) }),
};
