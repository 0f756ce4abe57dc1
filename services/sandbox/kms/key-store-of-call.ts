import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { requiredText } from './input';
import type { KeyStore } from './state';

/** Of the caller's account and Region. */
export const keyStoresOf = (world: World, { accountId, region }: Call): readonly KeyStore[] =>
  [...world.kms.keyStores.values()].filter(
    (store) => store.accountId === accountId && store.region === region,
  );

/** The key store a call names by id. */
export function keyStoreOfCall(world: World, call: Call): KeyStore {
  const id = requiredText(call.input, 'CustomKeyStoreId');
  const found = keyStoresOf(world, call).find((store) => store.id === id);
  if (found) return found;
  throw new Refusal('CustomKeyStoreNotFoundException', '');
}
