import type { Action } from '../../core/service';
import { keyStoreOfCall } from '../key-store-of-call';

/** At once, without the DISCONNECTING of AWS. Keys in it are not emulated, so none becomes unusable. */
export const disconnectCustomKeyStore: Action = {
  readOnly: false,
  resource: () => '*',
  handle: (call, world) => {
    keyStoreOfCall(world, call).state = 'DISCONNECTED';
    return {};
  },
};
