import type { Watch, WatchedPlace } from '../../domain/watch';
import type { Item } from '../table/update';

/**
 * Where watches lie in the table: `WATCH`, `<account>#<Region>`. One partition, so that the sweeper asks once every
 * minute. It holds a row for each place that was struck lately, and none in quiet times. DynamoDB splits a partition
 * by its sort keys where it is written hot ([D] bp-partition-key-design).
 */
export const WATCH = 'WATCH';

export const watchKey = ({ accountId, region }: WatchedPlace): { pk: string; sk: string } => ({
  pk: WATCH,
  sk: `${accountId}#${region}`,
});

export const watchRow = ({ accountId, region, isLeft, ...watch }: Watch): Item => ({
  kind: 'watch',
  place: { accountId, region },
  ...watch,
  ...(isLeft && { leftAt: watch.startedAt }),
});

/** Nothing when the series has ended, or the item is no watch. */
export function watchIn(item: Item): Watch | undefined {
  if (item.kind !== 'watch' || item.endedAt !== undefined) return undefined;
  const { place, startedAt, why, look, quiet, nextAt, owedSince, wakeAt, departedAt } =
    item as unknown as Omit<Watch, 'accountId' | 'region'> & { readonly place?: WatchedPlace };
  if (!place || typeof nextAt !== 'string' || typeof startedAt !== 'string') return undefined;
  return {
    ...{ ...place, startedAt, why, look, quiet, nextAt },
    ...(owedSince && { owedSince }),
    ...(wakeAt && { wakeAt }),
    ...(departedAt && { departedAt }),
    // Of this series only: one that began since says that the account has come back.
    ...(item.leftAt === startedAt && { isLeft: true }),
  };
}
