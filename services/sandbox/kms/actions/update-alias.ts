import type { Action } from '../../core/service';
import { aliasOfCall, onAlias } from '../alias-of-call';
import { keyOfCall } from '../key-of-call';
import { refuseState } from '../key-state';

export const updateAlias: Action = {
  readOnly: false,
  ...onAlias,
  handle: (call, world) => {
    const alias = aliasOfCall(call, world);
    const key = keyOfCall(call, world, 'TargetKeyId');
    refuseState(key, 'PendingDeletion');
    alias.keyArn = key.arn;
    alias.updatedAt = world.now();
    return {};
  },
};
