import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { nameInput } from '../read-input';
import { refuse } from '../refusals';
import { userArnOfCall, userOfCall } from '../user-of-call';

export const deleteUserPolicy: Action = {
  readOnly: false,
  resource: userArnOfCall,
  handle: (call, world) => {
    const name = nameInput(call, 'PolicyName', 128);
    if (!userOfCall(call, world).inlinePolicies.delete(name)) throw refuse.userPolicyNotFound(name);
    return {};
  },
  record: iamRecord,
};
