import type { Action } from '../../core/service';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { keyChangeRecord } from '../key-record';
import { refuse } from '../refusals';

/** Makes the key useless until the same material is imported again; one without material stays as it is. */
export const deleteImportedKeyMaterial: Action = {
  readOnly: false,
  ...onOwnKey,
  handle: (call, world) => {
    const key = keyOfCall(call, world);
    if (key.origin !== 'EXTERNAL') {
      throw refuse.unsupportedOperation(
        `${key.arn} origin is ${key.origin} which is not valid for this operation.`,
      );
    }
    key.hasMaterial = false;
    return { KeyId: key.arn };
  },
  record: keyChangeRecord,
};
