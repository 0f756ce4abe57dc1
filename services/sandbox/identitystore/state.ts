import { randomUUID } from 'node:crypto';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';
import type { World } from '../core/service';

/** The directory of an Identity Center instance; one account and Region of the organization have it. */
export interface IdentityStore extends Place {
  /** `d-…` */
  readonly id: string;
  /** By user id. */
  readonly users: Map<string, StoreUser>;
}

export interface StoreUser {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly email?: string | undefined;
}

/** By id. */
export const identityStores = perWorld(() => new Map<string, IdentityStore>());

/** A person who goes from the access portal into an account. */
export interface SignIn {
  readonly store: IdentityStore;
  readonly user: StoreUser;
  /** Where the person goes. */
  readonly accountId: string;
  /** e.g. `AdministratorAccess`; under any name, the role may do everything. */
  readonly permissionSet: string;
}

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

export const storeArn = (partition: string, accountId: string, id: string): string =>
  `arn:${partition}:identitystore::${accountId}:identitystore/${id}`;
