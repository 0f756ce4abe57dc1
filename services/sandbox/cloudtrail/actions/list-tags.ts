import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { inspectableTrail } from '../find-trail';
import { readQuota } from '../quotas';
import { tagList } from '../tags';

export const listTags: Action = {
  readOnly: true,
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
