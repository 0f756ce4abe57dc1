import type { Action } from '../../core/service';
import { onTaggedTopic, tagsOfCall } from '../tagged-topic';

export const listTagsForResource: Action = {
  readOnly: true,
  ...onTaggedTopic('ListTagsForResource'),
  handle: (call, world) => ({
    Tags: [...tagsOfCall(call, world)].map(([Key, Value]) => ({ Key, Value })),
  }),
};
