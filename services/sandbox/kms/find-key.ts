import { partitionOf } from '../core/partition';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { refuse } from './refusals';
import type { Key } from './state';

/** A key as a call names it, and where a name without an account and Region is looked up. */
export interface KeyName extends Place {
  /** ARN, id, alias ARN or alias name. */
  readonly keyId: string;
}

/** Undefined if there is none, or its waiting period is over. */
export function findKey(world: World, name: KeyName): Key | undefined {
  const key = world.kms.keys.get(keyArn(world, name));
  if (key?.deletionDate === undefined || key.deletionDate > world.now()) return key;
  deleteKey(world, key);
  return undefined;
}

/** The ARN the name stands for, through an alias if it is one; whether there is such a key is not asked. */
export function keyArn(world: World, { keyId, accountId, region }: KeyName): string {
  const prefix = `arn:${partitionOf(region)}:kms:${region}:${accountId}`;
  const aliasArn = keyId.startsWith('alias/') ? `${prefix}:${keyId}` : keyId;
  const target = world.kms.aliases.get(aliasArn)?.keyArn ?? aliasArn;
  return target.startsWith('arn:') ? target : `${prefix}:key/${target}`;
}

/** Aliases go with their key. [D] deleting-keys */
function deleteKey(world: World, key: Key): void {
  const { keys, aliases, deleted } = world.kms;
  keys.delete(key.arn);
  deleted.add(key.arn);
  for (const alias of aliases.values()) {
    if (alias.keyArn === key.arn) aliases.delete(alias.arn);
  }
}

type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion' | 'PendingImport';

/** Pending deletion hides everything else; a key without material can be neither enabled nor disabled. */
export function keyState(key: Key): KeyState {
  if (key.deletionDate !== undefined) return 'PendingDeletion';
  if (!key.hasMaterial) return 'PendingImport';
  return key.enabled ? 'Enabled' : 'Disabled';
}

const sentences = {
  PendingDeletion: 'is pending deletion.',
  PendingImport: 'is pending import.',
} as const;

/** Refuses a key that is in one of the states. [D] key-state */
export function refuseState(key: Key, ...refused: readonly KeyState[]): void {
  const state = keyState(key);
  if (!refused.includes(state) || state === 'Enabled') return;
  if (state === 'Disabled') throw refuse.keyDisabled(key.arn);
  throw refuse.invalidState(`${key.arn} ${sentences[state]}`);
}
