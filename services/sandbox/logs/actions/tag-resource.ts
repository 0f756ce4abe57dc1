import type { Action } from '../../core/service';
import { requiredText, tagsOf } from '../input';
import { refuse } from '../refusals';
import { tagsAt } from '../tagged-resource';

export const tagResource: Action = {
  readOnly: false,
  resource: (call) => requiredText(call.input, 'resourceArn'),
  handle: (call, world) => {
    const tags = tagsAt(world, requiredText(call.input, 'resourceArn'));
    const added = tagsOf(call.input);
    if (new Set([...tags.keys(), ...added.keys()]).size > 50) {
      throw refuse.invalidParameter('A resource can have no more than 50 tags.');
    }
    for (const [key, value] of added) tags.set(key, value);
    return {};
  },
};
