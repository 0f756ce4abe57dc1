import type { Place } from '../core/place';
import type { Call, World } from '../core/service';
import { findKey, keyArn } from '../kms/find-key';
import { mayDecrypt } from '../kms/key-policy';
import { isId, refuse } from './refusals';
import { ec2Of, newId, type Snapshot, type Volume } from './state';
import { ownKey } from './volumes';

interface NewSnapshot {
  readonly description?: string | undefined;
  readonly tags?: ReadonlyMap<string, string>;
}

/** The content of a volume as it is now. */
export function snapshotOf(
  world: World,
  volume: Volume,
  { description = '', tags }: NewSnapshot = {},
): Snapshot {
  const { accountId, region, sizeGiB, encrypted, kmsKeyArn } = volume;
  return keep(world, {
    id: newId('snap'),
    accountId,
    region,
    volumeId: volume.id,
    state: 'completed',
    stateMessage: undefined,
    sizeGiB,
    description,
    startedAt: world.now(),
    encrypted,
    kmsKeyArn,
    sharedWith: new Set(),
    blocks: new Map(volume.blocks),
    tags: new Map(tags),
  });
}

function keep(world: World, snapshot: Snapshot): Snapshot {
  ec2Of(world).snapshots.set(snapshot.id, snapshot);
  return snapshot;
}

/** Whether an account may look at a snapshot, copy it and make volumes of it. */
export const mayUse = ({ accountId, sharedWith }: Snapshot, caller: string): boolean =>
  accountId === caller || sharedWith.has(caller) || sharedWith.has('all');

/** One of the account's own, or one that is shared with it; others are as if they were not there. */
export function usableSnapshot(
  world: World,
  call: Call,
  id: string,
  region = call.region,
): Snapshot {
  if (!isId('snapshot', id)) throw refuse.malformed('snapshot', id);
  const found = ec2Of(world).snapshots.get(id);
  if (found && found.region === region && mayUse(found, call.accountId)) return found;
  throw refuse.notFound('snapshot', id);
}

interface NewCopy extends NewSnapshot, Place {
  readonly encrypted: boolean;
  readonly keyId?: string | undefined;
}

/** A copy of the caller's own. Where a key is in the way it is there all the same, in error. [D] ebs-copy-snapshot */
export function copySnapshot(
  world: World,
  call: Call,
  source: Snapshot,
  { accountId, region, encrypted, keyId, description = '', tags }: NewCopy,
): Snapshot {
  const place = { accountId, region };
  const isEncrypted = encrypted || source.encrypted || keyId !== undefined;
  const kmsKeyArn = keyId === undefined ? ownKey(place) : keyArn(world, { ...place, keyId });
  const allowed =
    mayUseKey(world, call, source.kmsKeyArn) &&
    mayUseKey(world, call, isEncrypted ? kmsKeyArn : undefined);
  return keep(world, {
    ...source,
    id: newId('snap'),
    accountId,
    region,
    volumeId: 'vol-ffffffff',
    state: allowed ? 'completed' : 'error',
    stateMessage: allowed ? undefined : 'Given key ID is not accessible',
    description,
    startedAt: world.now(),
    encrypted: isEncrypted,
    kmsKeyArn: isEncrypted ? kmsKeyArn : undefined,
    sharedWith: new Set(),
    blocks: allowed ? source.blocks : new Map(),
    tags: new Map(tags),
  });
}

/** AWS's own key of an account opens nothing to others. */
function mayUseKey(world: World, call: Call, arn: string | undefined): boolean {
  if (arn === undefined) return true;
  const [, , , region = '', accountId = ''] = arn.split(':');
  if (arn === ownKey({ accountId, region })) return accountId === call.accountId;
  const isThere = findKey(world, { accountId, region, keyId: arn }) !== undefined;
  return isThere && mayDecrypt(world, { ...call, region }, arn);
}
