import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { writeQuota } from '../quotas';
import { readTags } from '../tags';
import { writableTrail } from '../writable-trail';

export const addTags: Action = {
  readOnly: false,
  resource: ({ input }) => String(input.ResourceId),
  quota: writeQuota('other'),
  handle: (call, world) => {
    const { tags } = writableTrail(world, call, call.input.ResourceId, 'tag');
    const added = Object.entries(readTags(call.input.TagsList));
    if (new Set([...tags.keys(), ...added.map(([key]) => key)]).size > 50) {
      throw new Refusal('TagsLimitExceededException', 'A trail can have up to 50 tags.');
    }
    for (const [key, value] of added) tags.set(key, value);
    return {};
  },
};
