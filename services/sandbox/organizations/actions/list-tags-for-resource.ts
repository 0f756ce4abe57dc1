import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { taggedArn, tagsOfCall } from '../tagged-resource';

export const listTagsForResource: Action = {
  readOnly: true,
  resource: taggedArn,
  handle: (call, world) => {
    administeredOrganization(world, call);
    const tags = [...tagsOfCall(world, call)].map(([Key, Value]) => ({ Key, Value }));
    const { items, next } = page(call, tags);
    return { Tags: items, ...next };
  },
};
