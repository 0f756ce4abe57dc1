import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { ownRoleOfCall, roleArnOfCall } from '../role-of-call';
import { tagsInput } from '../tags';

export const tagRole: Action = {
  readOnly: false,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const { tags } = ownRoleOfCall(call, world);
    for (const [key, value] of Object.entries(tagsInput(call))) tags.set(key, value);
    return {};
  },
  record: iamRecord,
};
