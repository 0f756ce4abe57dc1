import type { Action } from '../../core/service';
import { keyStoreOfCall, keyStoresOf } from '../key-store-of-call';
import type { KeyStore } from '../state';

/** One by its id, or all of the account and Region. Not paged. */
export const describeCustomKeyStores: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    const isOne = call.input.CustomKeyStoreId !== undefined;
    const stores = isOne ? [keyStoreOfCall(world, call)] : keyStoresOf(world, call);
    return { CustomKeyStores: stores.map(output), Truncated: false };
  },
};

const output = ({ id, name, state, createdAt }: KeyStore) => ({
  CustomKeyStoreId: id,
  CustomKeyStoreName: name,
  ConnectionState: state,
  CreationDate: createdAt,
});
