import type { Watch, WatchedPlace } from '../../domain/watch';
import { query } from '../table/query';
import type { Table } from '../table/table';
import { WATCH, watchIn, watchKey } from './watch-row';

/** Every place that is watched; with `dueBy`, only those whose next look is due by then. One Query. */
export async function findWatches(
  table: Table,
  { dueBy }: { readonly dueBy?: string } = {},
): Promise<readonly Watch[]> {
  const found: Watch[] = [];
  for await (const item of query(table, {
    key: { expression: '#pk = :pk', values: { pk: WATCH } },
    // An ended series stays for a day or two, until the table's TTL takes it.
    filter: dueBy
      ? {
          expression: 'attribute_not_exists(#endedAt) AND #nextAt <= :dueBy',
          values: { dueBy },
        }
      : { expression: 'attribute_not_exists(#endedAt)' },
    consistent: true,
  })) {
    const watch = watchIn(item);
    if (watch) found.push(watch);
  }
  return found;
}

/** Nothing when the place is not watched. */
export async function watchOf(table: Table, place: WatchedPlace): Promise<Watch | undefined> {
  const values = watchKey(place);
  const key = { expression: '#pk = :pk AND #sk = :sk', values };
  for await (const item of query(table, { key, consistent: true })) return watchIn(item);
  return undefined;
}
