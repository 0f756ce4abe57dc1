import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { tagsAt } from '../tagged-resource';

export const untagResource: Action = {
  readOnly: false,
  resource: (call) => requiredText(call.input, 'resourceArn'),
  handle: (call, world) => {
    const tags = tagsAt(world, requiredText(call.input, 'resourceArn'));
    const { tagKeys } = call.input;
    for (const key of Array.isArray(tagKeys) ? tagKeys : []) tags.delete(String(key));
    return {};
  },
};
