import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { nameInput } from '../read-input';
import { refuse } from '../refusals';
import { ownRoleOfCall, roleArnOfCall, roleConditions } from '../role-of-call';

export const deleteRolePolicy: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  conditions: roleConditions,
  handle: (call, world) => {
    const name = nameInput(call, 'PolicyName', 128);
    if (!ownRoleOfCall(call, world).inlinePolicies.delete(name))
      throw refuse.rolePolicyNotFound(name);
    return {};
  },
  record: iamRecord,
};
