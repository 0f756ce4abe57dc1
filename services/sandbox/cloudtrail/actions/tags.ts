import { putTags } from '../../core/input';
import type { Action, Call } from '../../core/service';
import { readQuota, writeQuota } from '../quotas';
import { refusal } from '../refusals';
import { readTags, tagList } from '../tags';
import { inspectableTrail, writableTrail } from '../trail';

export const addTags: Action = {
  resource: ({ input }) => String(input.ResourceId),
  quota: writeQuota('other'),
  handle: (call, world) => {
    const { tags } = writableTrail(world, call, call.input.ResourceId, 'tag');
    const added = new Map(Object.entries(readTags(call.input.TagsList)));
    putTags(tags, added, () => refusal('TagsLimitExceededException'));
  },
};

export const listTags: Action = {
  resource: resourceIds,
  quota: readQuota,
  handle: (call, world) => ({
    ResourceTagList: resourceIds(call).map((arn) => ({
      ResourceId: arn,
      TagsList: tagList(inspectableTrail(world, call, arn).tags),
    })),
  }),
};

function resourceIds({ input }: Call): readonly string[] {
  return Array.isArray(input.ResourceIdList) ? (input.ResourceIdList as readonly string[]) : [];
}

export const removeTags: Action = {
  resource: ({ input }) => String(input.ResourceId),
  quota: writeQuota('other'),
  handle: (call, world) => {
    const { tags } = writableTrail(world, call, call.input.ResourceId, 'untag');
    for (const key of Object.keys(readTags(call.input.TagsList))) tags.delete(key);
  },
};
