import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { type IdentityStore, identityStores, type StoreUser } from './state';

/** An empty directory, as enabling Identity Center makes it. */
export function createIdentityStore(
  world: World,
  store: Omit<IdentityStore, 'users'>,
): IdentityStore {
  const created: IdentityStore = { ...store, users: new Map() };
  identityStores(world).set(store.id, created);
  return created;
}

/** Puts a person into it; without `userId` under a new one. */
export function addStoreUser(
  store: IdentityStore,
  user: Omit<StoreUser, 'userId'> & { readonly userId?: string },
): StoreUser {
  const created: StoreUser = { ...user, userId: user.userId ?? randomUUID() };
  store.users.set(created.userId, created);
  return created;
}
