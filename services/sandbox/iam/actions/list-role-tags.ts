import type { Action } from '../../core/service';
import { page } from '../page';
import { roleArnOfCall, roleOfCall } from '../role-of-call';
import { tagList } from '../tags';

export const listRoleTags: Action = {
  readOnly: true,
  resource: roleArnOfCall,
  handle: (call, world) => {
    const { items, next } = page(call, tagList(roleOfCall(call, world).tags));
    return { Tags: items, ...next };
  },
};
