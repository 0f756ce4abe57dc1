import { randomBytes } from 'node:crypto';
import { ownOf } from '../../core/own-of';
import { type Action, type Call, Refusal, type World } from '../../core/service';
import { requiredText } from '../input';
import type { KeyStore } from '../state';

/** Any hardware or proxy that is named is believed; as in AWS it is not connected yet. */
export const createCustomKeyStore: Action = {
  handle: (call, world) => {
    const name = requiredText(call.input, 'CustomKeyStoreName');
    if (ownOf(call, world.kms.keyStores).some((store) => store.name === name)) {
      throw new Refusal('CustomKeyStoreNameInUseException', '');
    }
    const id = `cks-${randomBytes(9).toString('hex').slice(0, 17)}`;
    const { accountId, region } = call;
    const createdAt = world.now();
    world.kms.keyStores.set(id, { id, name, accountId, region, createdAt, state: 'DISCONNECTED' });
    return { CustomKeyStoreId: id };
  },
};

/** One by its id, or all of the account and Region. Not paged. */
export const describeCustomKeyStores: Action = {
  handle: (call, world) => {
    const isOne = call.input.CustomKeyStoreId !== undefined;
    const stores = isOne ? [keyStoreOfCall(world, call)] : ownOf(call, world.kms.keyStores);
    return { CustomKeyStores: stores.map(output), Truncated: false };
  },
};

const output = ({ id, name, state, createdAt }: KeyStore) => ({
  CustomKeyStoreId: id,
  CustomKeyStoreName: name,
  ConnectionState: state,
  CreationDate: createdAt,
});

/** At once; in AWS it takes up to 20 minutes. Valid in every state but DISCONNECTING and FAILED [D API_ConnectCustomKeyStore]. */
export const connectCustomKeyStore: Action = {
  handle: (call, world) => {
    keyStoreOfCall(world, call).state = 'CONNECTED';
  },
};

/** At once, without the DISCONNECTING of AWS. Keys in it are not emulated, so none becomes unusable. */
export const disconnectCustomKeyStore: Action = {
  handle: (call, world) => {
    keyStoreOfCall(world, call).state = 'DISCONNECTED';
  },
};

/** The key store a call names by id. */
function keyStoreOfCall(world: World, call: Call): KeyStore {
  const id = requiredText(call.input, 'CustomKeyStoreId');
  const found = ownOf(call, world.kms.keyStores).find((store) => store.id === id);
  if (found) return found;
  throw new Refusal('CustomKeyStoreNotFoundException', '');
}
