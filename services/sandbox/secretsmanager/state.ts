import { randomBytes, randomUUID } from 'node:crypto';
import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';
import type { World } from '../core/service';

export interface Secret {
  readonly arn: string;
  readonly name: string;
  /** A customer-managed key; absent: AWS's own, which everybody in the account may use. */
  readonly keyId: string | undefined;
  value: string;
  versionId: string;
  changedAt: Date;
}

/** By ARN. */
export const secrets = perWorld(() => new Map<string, Secret>());

export interface NewSecret extends Place {
  readonly name: string;
  readonly value: string;
  readonly keyId?: string | undefined;
}

/** Six characters behind the name, as in every secret's ARN. */
export function createSecret(world: World, secret: NewSecret): Secret {
  const { accountId, region, name, value, keyId } = secret;
  const tail = randomBytes(3).toString('hex');
  const arn = `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:${name}-${tail}`;
  const changedAt = world.now();
  const created: Secret = { arn, name, keyId, value, versionId: randomUUID(), changedAt };
  secrets(world).set(arn, created);
  return created;
}

/** By ARN, with or without its tail, or by name in the caller's account and Region. */
export function findSecret(
  world: World,
  { accountId, region }: Place,
  id: string,
): Secret | undefined {
  const own = `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:`;
  const found = [...secrets(world).values()].find(
    ({ arn, name }) => arn === id || (arn.startsWith(own) && (name === id || own + name === id)),
  );
  return found;
}
