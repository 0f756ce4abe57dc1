import { randomBytes } from 'node:crypto';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { keyStoresOf } from '../key-store-of-call';

/** Any hardware or proxy that is named is believed; as in AWS it is not connected yet. */
export const createCustomKeyStore: Action = {
  readOnly: false,
  resource: () => '*',
  handle: (call, world) => {
    const name = requiredText(call.input, 'CustomKeyStoreName');
    if (keyStoresOf(world, call).some((store) => store.name === name)) {
      throw new Refusal('CustomKeyStoreNameInUseException', '');
    }
    const id = `cks-${randomBytes(9).toString('hex').slice(0, 17)}`;
    const { accountId, region } = call;
    const createdAt = world.now();
    world.kms.keyStores.set(id, { id, name, accountId, region, createdAt, state: 'DISCONNECTED' });
    return { CustomKeyStoreId: id };
  },
};
