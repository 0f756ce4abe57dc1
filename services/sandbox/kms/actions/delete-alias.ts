import type { Action } from '../../core/service';
import { aliasOfCall, keyBefore, onAlias } from '../alias-of-call';
import { findKey } from '../find-key';

export const deleteAlias: Action = {
  readOnly: false,
  ...onAlias,
  handle: (call, world) => {
    const { arn, keyArn } = aliasOfCall(call, world);
    const key = findKey(world, { ...call, keyId: keyArn });
    if (key) keyBefore.set(call, key);
    world.kms.aliases.delete(arn);
    return {};
  },
};
