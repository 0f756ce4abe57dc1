import { hasBuckets } from '../../shared/aws/baselines/find-baselines';
import { classify } from '../../shared/aws/classify';
import type { Table } from '../../shared/aws/table/table';
import { accountBlockArn } from '../../shared/domain/bucket';
import type { Place } from '../../shared/domain/place';
import type { Subject } from '../../shared/domain/subject';
import type { Protected } from '../../shared/signal/protected';

interface Listing {
  readonly guarded: Pick<Protected, 'buckets' | 'homeRegion' | 'partition'>;
  /** Rejects with the SDK's error. */
  readonly list: (place: Place) => Promise<readonly Subject<'bucket'>[]>;
  readonly table: Table;
  readonly now: Date;
}

/**
 * The buckets to look at in a place: those without logs, and in the home Region the block of the account. None where the
 * account never opted in: there our role cannot be assumed. Rejects where it did, and its buckets cannot be listed.
 */
export async function bucketsIn(
  place: Place,
  { guarded: { buckets, homeRegion, partition }, list, table, now }: Listing,
): Promise<readonly Subject<'bucket'>[]> {
  const { accountId, region } = place;
  try {
    const all = (await list(place)).filter(({ id }) => !buckets.includes(id.split(':::')[1] ?? ''));
    const found = turnOf(all, now);
    if (region !== homeRegion) return found;
    return [
      ...found,
      { kind: 'bucket', accountId, region, id: accountBlockArn(accountId, partition) },
    ];
  } catch (error) {
    const isOptedOut = classify(error).kind === 'denied' && !(await hasBuckets(table, accountId));
    if (isOptedOut) return [];
    throw error;
  }
}

/** So many are read in one invocation, beside the trails of the place: each is four reads. */
export const MOST_BUCKETS = 200;

const HOUR_MS = 3_600_000;

/** Those whose turn it is in this hour, where there are more: hour by hour each has its turn. */
export function turnOf<T extends { readonly id: string }>(
  all: readonly T[],
  now: Date,
): readonly T[] {
  const turns = Math.ceil(all.length / MOST_BUCKETS);
  if (turns < 2) return all;
  // The day as well: a sweep of every second hour would come by every second turn only.
  const hours = Math.floor(now.getTime() / HOUR_MS);
  const turn = (hours + Math.floor(hours / 24)) % turns;
  return all
    .toSorted((one, other) => one.id.localeCompare(other.id))
    .slice(turn * MOST_BUCKETS, (turn + 1) * MOST_BUCKETS);
}
