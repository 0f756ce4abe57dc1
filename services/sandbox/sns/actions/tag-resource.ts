import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { tagsOf } from '../input';
import { onTaggedTopic, tagsOfCall } from '../tagged-topic';

export const tagResource: Action = {
  readOnly: false,
  ...onTaggedTopic('TagResource'),
  handle: (call, world) => {
    const tags = tagsOfCall(call, world);
    const added = tagsOf(call.input);
    if (new Set([...tags.keys(), ...added.keys()]).size > 50) {
      throw new Refusal(
        'TagLimitExceeded',
        'Could not complete request: tag quota of per resource exceeded',
      );
    }
    for (const [key, value] of added) tags.set(key, value);
    return {};
  },
};
