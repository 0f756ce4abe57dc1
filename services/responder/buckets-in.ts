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
}

/**
 * The buckets to look at in a place: those without logs, and in the home Region the block of the account. None where the
 * account never opted in: there our role cannot be assumed. Rejects where it did, and its buckets cannot be listed.
 */
export async function bucketsIn(
  place: Place,
  { guarded: { buckets, homeRegion, partition }, list, table }: Listing,
): Promise<readonly Subject<'bucket'>[]> {
  const { accountId, region } = place;
  try {
    const found = (await list(place)).filter(
      ({ id }) => !buckets.includes(id.split(':::')[1] ?? ''),
    );
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
