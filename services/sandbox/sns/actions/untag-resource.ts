import type { Action } from '../../core/service';
import { texts } from '../input';
import { onTaggedTopic, tagsOfCall } from '../tagged-topic';

export const untagResource: Action = {
  readOnly: false,
  ...onTaggedTopic('UntagResource'),
  handle: (call, world) => {
    const tags = tagsOfCall(call, world);
    for (const key of texts(call.input, 'TagKeys')) tags.delete(key);
    return {};
  },
};
