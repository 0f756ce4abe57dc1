import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { tagsAt } from '../tagged-resource';

export const listTagsForResource: Action = {
  readOnly: true,
  resource: (call) => requiredText(call.input, 'resourceArn'),
  handle: (call, world) => ({
    tags: Object.fromEntries(tagsAt(world, requiredText(call.input, 'resourceArn'))),
  }),
};
