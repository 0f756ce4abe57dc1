import type { Action } from '../../core/service';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { keyChangeRecord } from '../key-record';
import { refuseState } from '../key-state';

export const enableKey: Action = {
  readOnly: false,
  ...onOwnKey,
  handle: (call, world) => {
    const key = keyOfCall(call, world);
    refuseState(key, 'PendingDeletion', 'PendingImport');
    key.enabled = true;
    return {};
  },
  record: keyChangeRecord,
};
