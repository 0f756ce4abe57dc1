import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { nameInput } from '../read-input';
import { identityPolicyInput } from '../read-policy';
import { userArnOfCall, userOfCall } from '../user-of-call';

export const putUserPolicy: Action = {
  readOnly: false,
  resource: userArnOfCall,
  handle: (call, world) => {
    const user = userOfCall(call, world);
    const name = nameInput(call, 'PolicyName', 128);
    user.inlinePolicies.set(name, identityPolicyInput(call));
    return {};
  },
  record: iamRecord,
};
