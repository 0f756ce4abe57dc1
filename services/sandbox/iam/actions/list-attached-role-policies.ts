import type { Action } from '../../core/service';
import { page } from '../page';
import { roleArnOfCall, roleOfCall } from '../role-of-call';

export const listAttachedRolePolicies: Action = {
  readOnly: true,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const { items, next } = page(call, [...roleOfCall(call, world).managedPolicyArns]);
    return {
      AttachedPolicies: items.map((arn) => ({
        PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
        PolicyArn: arn,
      })),
      ...next,
    };
  },
};
