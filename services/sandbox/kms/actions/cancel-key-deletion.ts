import type { Action } from '../../core/service';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { keyChangeRecord } from '../key-record';
import { keyState } from '../key-state';
import { refuse } from '../refusals';

/** Leaves the key disabled: using it again takes an EnableKey. [D] API_CancelKeyDeletion */
export const cancelKeyDeletion: Action = {
  readOnly: false,
  ...onOwnKey,
  handle: (call, world) => {
    const key = keyOfCall(call, world);
    if (keyState(key) !== 'PendingDeletion') {
      throw refuse.invalidState(`${key.arn} is not pending deletion.`);
    }
    delete key.deletionDate;
    key.enabled = false;
    return { KeyId: key.arn };
  },
  record: keyChangeRecord,
};
