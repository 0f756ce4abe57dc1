import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { arnInput } from '../read-input';
import { refuse } from '../refusals';
import { ownRoleOfCall, roleArnOfCall, roleConditions } from '../role-of-call';

export const detachRolePolicy: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  conditions: roleConditions,
  handle: (call, world) => {
    const arn = arnInput(call, 'PolicyArn');
    if (!ownRoleOfCall(call, world).managedPolicyArns.delete(arn)) throw refuse.policyNotFound(arn);
    return {};
  },
  record: iamRecord,
};
