import type { Action } from '../../core/service';
import { keyStoreOfCall } from '../key-store-of-call';

/** At once; in AWS it takes up to 20 minutes. Valid in every state but DISCONNECTING and FAILED [D API_ConnectCustomKeyStore]. */
export const connectCustomKeyStore: Action = {
  readOnly: false,
  resource: () => '*',
  handle: (call, world) => {
    keyStoreOfCall(world, call).state = 'CONNECTED';
    return {};
  },
};
