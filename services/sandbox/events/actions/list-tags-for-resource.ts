import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { tagsAt } from '../tagged-resource';

export const listTagsForResourceAction: Action = {
  readOnly: true,
  resource: (call) => requiredText(call.input, 'ResourceARN'),
  handle: (call, world) => {
    const tags = tagsAt(world, requiredText(call.input, 'ResourceARN'));
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  },
};
