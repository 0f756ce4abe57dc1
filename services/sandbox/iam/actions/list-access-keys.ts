import type { Action } from '../../core/service';
import { page } from '../page';
import { userArnOfCall, userOfCall } from '../user-of-call';

export const listAccessKeys: Action = {
  readOnly: true,
  resource: userArnOfCall,
  handle: (call, world) => {
    const user = userOfCall(call, world);
    const { items, next } = page(call, [...user.accessKeys]);
    return {
      AccessKeyMetadata: items.map(([AccessKeyId, CreateDate]) => ({
        UserName: user.name,
        AccessKeyId,
        Status: world.iam.accessKeys.get(AccessKeyId)?.isInactive ? 'Inactive' : 'Active',
        CreateDate,
      })),
      ...next,
    };
  },
};
