import type { World } from '../core/world';
import type { PolicyDocument } from '../iam/policy-document';

/** A customer-managed key, as far as it decides who may use an encrypted queue. */
export interface Key {
  readonly arn: string;
  readonly keyId: string;
  readonly accountId: string;
  readonly region: string;
  readonly policy: PolicyDocument;
}

export interface KmsState {
  /** By ARN. */
  readonly keys: Map<string, Key>;
  /** Alias ARN → key ARN. */
  readonly aliases: Map<string, string>;
}

const states = new WeakMap<World, KmsState>();

/** The KMS API is not emulated, only keys that a template makes; so their state is kept beside the world. */
export function kmsOf(world: World): KmsState {
  const known = states.get(world);
  if (known !== undefined) return known;
  const state: KmsState = { keys: new Map(), aliases: new Map() };
  states.set(world, state);
  return state;
}

/** By ARN, id, alias ARN or alias name, as `KmsMasterKeyId` may name it. Undefined if there is none. */
export function findKey(
  world: World,
  { keyId, accountId, region }: Pick<Key, 'keyId' | 'accountId' | 'region'>,
): Key | undefined {
  const { keys, aliases } = kmsOf(world);
  const prefix = `arn:aws:kms:${region}:${accountId}`;
  const aliasArn = keyId.startsWith('alias/') ? `${prefix}:${keyId}` : keyId;
  return keys.get(aliases.get(aliasArn) ?? keyId) ?? keys.get(`${prefix}:key/${keyId}`);
}
