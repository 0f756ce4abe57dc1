import type { Action } from '../../core/service';
import { keyOfCall, onAnyKey } from '../key-of-call';

/** A key that is pending deletion does not rotate until that is called off. [D] API_GetKeyRotationStatus */
export const getKeyRotationStatus: Action = {
  readOnly: true,
  ...onAnyKey,
  handle: (call, world) => {
    const { arn, rotationPeriodInDays, deletionDate } = keyOfCall(call, world);
    const rotates = rotationPeriodInDays !== undefined && deletionDate === undefined;
    return {
      KeyId: arn,
      KeyRotationEnabled: rotates,
      ...(rotates && { RotationPeriodInDays: rotationPeriodInDays }),
    };
  },
};
