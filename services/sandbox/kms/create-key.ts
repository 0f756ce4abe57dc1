import { randomBytes, randomUUID } from 'node:crypto';
import { partitionOf } from '../core/partition';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import type { PolicyDocument } from '../iam/policy-document';
import { defaultPolicy } from './key-policy';
import type { Alias, Key, KeyOrigin, KeySpec, Rotation } from './state';

export interface NewKey extends Place {
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
    arn: `arn:${partitionOf(region)}:kms:${region}:${accountId}:key/${keyId}`,
    keyId,
    accountId,
    region,
    createdAt: world.now(),
    description: wanted.description ?? '',
    keySpec: wanted.keySpec ?? 'SYMMETRIC_DEFAULT',
    origin,
    multiRegion,
    policy: wanted.policy ?? defaultPolicy(world.partition, accountId),
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

/** Makes the alias in the account and Region of its key, which is the only place it may be; one that was there is replaced. */
export function putAlias(world: World, name: string, key: Key): Alias {
  const arn = `arn:${partitionOf(key.region)}:kms:${key.region}:${key.accountId}:${name}`;
  const at = world.now();
  const alias = { name, arn, createdAt: at, updatedAt: at, keyArn: key.arn };
  world.kms.aliases.set(arn, alias);
  return alias;
}

/** The key can be used no more, and is gone after so many days unless that is called off. */
export function scheduleDeletion(world: World, key: Key, days: number): Date {
  key.deletionDate = new Date(world.now().getTime() + days * DAY);
  return key.deletionDate;
}

const DAY = 86_400_000;

/** From now on the key has a date on which it would rotate, so many days apart. */
export function rotate(world: World, key: Key, periodInDays: number): void {
  key.rotation = { periodInDays, enabledAt: world.now() };
}

/** One period after rotation was enabled [R], or after the last that would have been. */
export function nextRotation({ periodInDays, enabledAt }: Rotation, now: Date): Date {
  const period = periodInDays * DAY;
  const past = Math.floor((now.getTime() - enabledAt.getTime()) / period);
  return new Date(enabledAt.getTime() + (past + 1) * period);
}
