import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { tagsOf } from '../input';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { keyChangeRecord } from '../key-record';
import { refuseState } from '../key-state';

export const tagResource: Action = {
  readOnly: false,
  ...onOwnKey,
  handle: (call, world) => {
    const key = keyOfCall(call, world);
    refuseState(key, 'PendingDeletion');
    const added = tagsOf(call.input);
    if (new Set([...key.tags.keys(), ...added.keys()]).size > 50) {
      throw new Refusal('LimitExceededException', 'Too many tags');
    }
    for (const [name, value] of added) key.tags.set(name, value);
    return {};
  },
  record: keyChangeRecord,
};
