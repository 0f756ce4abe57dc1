import type { Action } from '../../core/service';
import { managedOrganization } from '../organization-of';
import { checkTags, taggedArn, tagsOfCall } from '../tagged-resource';

export const tagResource: Action = {
  readOnly: false,
  resource: taggedArn,
  handle: (call, world) => {
    managedOrganization(world, call);
    const known = tagsOfCall(world, call);
    const given = (call.input.Tags ?? []) as readonly { Key: string; Value: string }[];
    const tags = given.map(({ Key, Value }) => [Key, Value] as const);
    checkTags(new Map([...known, ...tags]));
    for (const [key, value] of tags) known.set(key, value);
    return {};
  },
};
