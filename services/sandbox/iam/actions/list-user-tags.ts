import type { Action } from '../../core/service';
import { page } from '../page';
import { tagList } from '../tags';
import { userArnOfCall, userOfCall } from '../user-of-call';

export const listUserTags: Action = {
  readOnly: true,
  resource: userArnOfCall,
  handle: (call, world) => {
    const { items, next } = page(call, tagList(userOfCall(call, world).tags));
    return { Tags: items, ...next };
  },
};
