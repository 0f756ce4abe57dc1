import type { Ticking } from '../../domain/tick';
import { coverageShards } from '../coverage/coverage';
import { query, type Table, update } from '../table/table';

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
  const key = { expression: '#pk = :pk AND #sk = :sk', values: keyOf(region, shard) };
  for await (const item of query(table, { key, consistent: true })) {
    const { last, readAt, unlisted } = item as unknown as Ticking;
    if (last && typeof readAt === 'string') {
      return { region, shard, last, readAt, ...(unlisted && { unlisted }) };
    }
  }
  return undefined;
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
  const written = await update(table, {
    key: keyOf(region, shard),
    set: { kind: 'ticks', last, readAt, ...(unlisted && { unlisted }) },
    remove: unlisted ? [] : ['unlisted'],
    when: before
      ? { expression: '#readAt = :before', values: { before: before.readAt } }
      : { expression: 'attribute_not_exists(#readAt)' },
  });
  return written !== undefined;
}
