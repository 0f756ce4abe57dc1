import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { refuse } from '../refusals';
import { userArnOfCall, userOfCall } from '../user-of-call';
import { createAccessKey as create } from '../users';

/** The secret is told once, and never recorded. */
export const createAccessKey: Action = {
  readOnly: false,
  resource: userArnOfCall,
  handle: (call, world) => {
    const user = userOfCall(call, world);
    if (user.accessKeys.size >= 2) throw refuse.quotaExceeded('AccessKeysPerUser: 2');
    const { accessKeyId, secretAccessKey } = create(world, user);
    return {
      AccessKey: {
        UserName: user.name,
        AccessKeyId: accessKeyId,
        Status: 'Active',
        SecretAccessKey: secretAccessKey,
        CreateDate: world.now(),
      },
    };
  },
  record: iamRecord,
};
