import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { listInput } from '../read-input';
import { ownRoleOfCall, roleArnOfCall } from '../role-of-call';

export const untagRole: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const { tags } = ownRoleOfCall(call, world);
    for (const key of listInput(call, 'TagKeys')) tags.delete(key);
    return {};
  },
  record: iamRecord,
};
