import type { Action } from '../../core/service';
import { managedOrganization } from '../organization-of';
import { taggedArn, tagsOfCall } from '../tagged-resource';

export const untagResource: Action = {
  readOnly: false,
  resource: taggedArn,
  handle: (call, world) => {
    managedOrganization(world, call);
    const tags = tagsOfCall(world, call);
    for (const key of (call.input.TagKeys ?? []) as readonly string[]) tags.delete(key);
    return {};
  },
};
