import type { World } from '../core/service';
import type { Alias, Key } from './state';

/** Makes the alias in the account and Region of its key, which is the only place it may be; one that was there is replaced. */
export function putAlias(world: World, name: string, key: Key): Alias {
  const arn = `arn:aws:kms:${key.region}:${key.accountId}:${name}`;
  const at = world.now();
  const alias = { name, arn, createdAt: at, updatedAt: at, keyArn: key.arn };
  world.kms.aliases.set(arn, alias);
  return alias;
}
