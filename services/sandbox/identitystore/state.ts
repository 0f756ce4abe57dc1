import type { World } from '../core/service';

/** The directory of an Identity Center instance; one account and Region of the organization have it. */
export interface IdentityStore {
  /** `d-…` */
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  /** By user id. */
  readonly users: Map<string, StoreUser>;
}

export interface StoreUser {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly email?: string | undefined;
}

const storesOf = new WeakMap<World, Map<string, IdentityStore>>();

/** By id. */
export function identityStores(world: World): Map<string, IdentityStore> {
  const known = storesOf.get(world);
  if (known !== undefined) return known;
  const fresh = new Map<string, IdentityStore>();
  storesOf.set(world, fresh);
  return fresh;
}

/** A person who goes from the access portal into an account. */
export interface SignIn {
  readonly store: IdentityStore;
  readonly user: StoreUser;
  /** Where the person goes. */
  readonly accountId: string;
  /** e.g. `AdministratorAccess`; under any name, the role may do everything. */
  readonly permissionSet: string;
}
