import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { textInput } from '../read-input';
import { refuse } from '../refusals';
import { userArnOfCall, userOfCall } from '../user-of-call';

/** Knows keys of users only: one of a session (`ASIA…`) is not there. */
export const updateAccessKey: Action = {
  readOnly: false,
  resource: userArnOfCall,
  handle: (call, world) => {
    const user = userOfCall(call, world);
    const id = textInput(call, 'AccessKeyId') ?? '';
    const status = textInput(call, 'Status') ?? '';
    if (status !== 'Active' && status !== 'Inactive') {
      throw refuse.validationError("Value at 'status' must be one of [Expired, Active, Inactive]");
    }
    const key = user.accessKeys.has(id) ? world.iam.accessKeys.get(id) : undefined;
    if (!key) throw refuse.accessKeyNotFound(id);
    world.iam.accessKeys.set(id, { ...key, isInactive: status === 'Inactive' });
    return {};
  },
  record: iamRecord,
};
