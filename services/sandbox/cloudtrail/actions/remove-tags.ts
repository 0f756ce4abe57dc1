import type { Action } from '../../core/service';
import { writeQuota } from '../quotas';
import { readTags } from '../tags';
import { writableTrail } from '../writable-trail';

export const removeTags: Action = {
  readOnly: false,
  resource: ({ input }) => String(input.ResourceId),
  quota: writeQuota('other'),
  handle: (call, world) => {
    const { tags } = writableTrail(world, call, call.input.ResourceId, 'untag');
    for (const key of Object.keys(readTags(call.input.TagsList))) tags.delete(key);
    return {};
  },
};
