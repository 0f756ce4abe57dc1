import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { policyArn, policyOfCall } from '../policy-of-call';
import { policyOutput } from '../policy-output';

export const describePolicy: Action = {
  readOnly: true,
  resource: policyArn,
  handle: (call, world) => {
    administeredOrganization(world, call);
    return { Policy: policyOutput(policyOfCall(world, call)) };
  },
};
