import type { Action } from '../../core/service';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { keyChangeRecord } from '../key-record';
import { refuseState } from '../key-state';

export const untagResource: Action = {
  readOnly: false,
  ...onOwnKey,
  handle: (call, world) => {
    const key = keyOfCall(call, world);
    refuseState(key, 'PendingDeletion');
    const { TagKeys } = call.input;
    for (const name of Array.isArray(TagKeys) ? TagKeys : []) key.tags.delete(String(name));
    return {};
  },
  record: keyChangeRecord,
};
