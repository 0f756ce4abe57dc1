import type { Action } from '../../core/service';
import { optionalNumber } from '../input';
import { onOwnKey } from '../key-of-call';
import { keyChangeRecord } from '../key-record';
import { refuse } from '../refusals';
import { rotatableKey } from '../rotatable-key';

export const enableKeyRotation: Action = {
  readOnly: false,
  ...onOwnKey,
  handle: (call, world) => {
    const key = rotatableKey(call, world);
    const days = optionalNumber(call.input, 'RotationPeriodInDays') ?? 365;
    if (!Number.isInteger(days) || days < 90 || days > 2560) {
      throw refuse.invalid('RotationPeriodInDays must be between 90 and 2560.');
    }
    key.rotationPeriodInDays = days;
    return {};
  },
  record: keyChangeRecord,
};
