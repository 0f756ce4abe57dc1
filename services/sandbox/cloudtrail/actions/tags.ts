import { putTags } from '../../core/input';
import { type Action, type Call, Refusal } from '../../core/service';
import { inspectableTrail, writableTrail } from '../find-trail';
import { readQuota, writeQuota } from '../quotas';
import { readTags, tagList } from '../tags';

export const addTags: Action = {
  resource: ({ input }) => String(input.ResourceId),
  quota: writeQuota('other'),
  handle: (call, world) => {
    const { tags } = writableTrail(world, call, call.input.ResourceId, 'tag');
    putTags(tags, new Map(Object.entries(readTags(call.input.TagsList))), () => {
      return new Refusal('TagsLimitExceededException', 'A trail can have up to 50 tags.');
    });
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
