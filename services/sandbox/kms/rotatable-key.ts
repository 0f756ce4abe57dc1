import type { Call } from '../core/call';
import type { World } from '../core/world';
import { keyOfCall } from './key-of-call';
import { refuseState } from './key-state';
import { refuse } from './refusals';
import type { Key } from './state';

/** KMS rotates only symmetric encryption keys whose material it made itself. [D] rotate-keys */
export function rotatableKey(call: Call, world: World): Key {
  const key = keyOfCall(call, world);
  refuseState(key, 'Disabled', 'PendingDeletion');
  if (key.origin === 'EXTERNAL') {
    throw refuse.unsupportedOperation(
      `${key.arn} origin is EXTERNAL which is not valid for this operation.`,
    );
  }
  if (key.keySpec !== 'SYMMETRIC_DEFAULT') throw refuse.unsupportedOperation('');
  return key;
}
