import { randomBytes, randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import type { PolicyDocument } from '../iam/policy-document';
import { defaultPolicy } from './key-policy';
import type { Key, KeyOrigin, KeySpec } from './state';

export interface NewKey {
  readonly accountId: string;
  readonly region: string;
  readonly policy?: PolicyDocument | undefined;
  readonly description?: string | undefined;
  readonly keySpec?: KeySpec;
  readonly origin?: KeyOrigin;
  readonly multiRegion?: boolean;
  readonly tags?: ReadonlyMap<string, string>;
}

/** An EXTERNAL key waits for its material, see `importKeyMaterial`. */
export function createKey(world: World, wanted: NewKey): Key {
  const { accountId, region, origin = 'AWS_KMS', multiRegion = false } = wanted;
  // [D] multi-region-keys-overview
  const keyId = multiRegion ? `mrk-${randomBytes(16).toString('hex')}` : randomUUID();
  const key: Key = {
    arn: `arn:aws:kms:${region}:${accountId}:key/${keyId}`,
    keyId,
    accountId,
    region,
    createdAt: world.now(),
    description: wanted.description ?? '',
    keySpec: wanted.keySpec ?? 'SYMMETRIC_DEFAULT',
    origin,
    multiRegion,
    policy: wanted.policy ?? defaultPolicy(accountId),
    enabled: true,
    hasMaterial: origin === 'AWS_KMS',
    tags: new Map(wanted.tags),
    secret: randomBytes(32),
  };
  world.kms.keys.set(key.arn, key);
  return key;
}

/** What ImportKeyMaterial would do: the API needs a key exchange that nothing here speaks. */
export function importKeyMaterial(key: Key): void {
  key.hasMaterial = true;
  key.enabled = true;
}
