import type { Ticking } from '../../domain/tick';
import { coverageShards } from '../coverage/coverage';
import { isWritten, readItem, type Table } from '../table/table';

/**
 * Where ticks lie in the table: `TICKS#<region>#<last digit of the account>`, one row each. Ten thousand accounts in
 * four Regions are forty rows of 25 KB every minute, and not forty thousand.
 */
const keyOf = (region: string, shard: string) => ({ pk: `TICKS#${region}#${shard}`, sk: 'LAST' });

/** The last ticks of every account in these Regions. */
export const findTicks = async (
  table: Table,
  regions: readonly string[],
): Promise<readonly Ticking[]> => {
  const of = regions.flatMap((region) => coverageShards.map((shard) => [region, shard] as const));
  const found = await Promise.all(of.map(([region, shard]) => ticksIn(table, region, shard)));
  return found.flatMap((one) => one ?? []);
};

async function ticksIn(table: Table, region: string, shard: string): Promise<Ticking | undefined> {
  const { last, readAt, unlisted } =
    (await readItem<Partial<Ticking>>(table, keyOf(region, shard))) ?? {};
  if (!last || typeof readAt !== 'string') return undefined;
  return { region, shard, last, readAt, ...(unlisted && { unlisted }) };
}

/**
 * False where another sweeper wrote the row after `before` was read: nothing is written. `before` is absent for the
 * first row.
 */
export async function keepTicks(
  table: Table,
  { region, shard, last, readAt, unlisted }: Ticking,
  before: Ticking | undefined,
): Promise<boolean> {
  return isWritten(table, {
    key: keyOf(region, shard),
    set: { kind: 'ticks', last, readAt, ...(unlisted && { unlisted }) },
    remove: unlisted ? [] : ['unlisted'],
    when: before
      ? { expression: '#readAt = :before', values: { before: before.readAt } }
      : { expression: 'attribute_not_exists(#readAt)' },
  });
}
