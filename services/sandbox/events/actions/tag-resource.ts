import type { Action } from '../../core/service';
import { requiredText, tagsOf } from '../input';
import { tagsAt } from '../tagged-resource';

export const tagResourceAction: Action = {
  readOnly: false,
  resource: (call) => requiredText(call.input, 'ResourceARN'),
  handle: (call, world) => {
    const tags = tagsAt(world, requiredText(call.input, 'ResourceARN'));
    for (const [key, value] of tagsOf(call.input)) tags.set(key, value);
    return {};
  },
};
