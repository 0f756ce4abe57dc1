import type { Action } from '../../core/service';
import { onOwnKey } from '../key-of-call';
import { keyChangeRecord } from '../key-record';
import { rotatableKey } from '../rotatable-key';

export const disableKeyRotation: Action = {
  readOnly: false,
  ...onOwnKey,
  handle: (call, world) => {
    delete rotatableKey(call, world).rotationPeriodInDays;
    return {};
  },
  record: keyChangeRecord,
};
