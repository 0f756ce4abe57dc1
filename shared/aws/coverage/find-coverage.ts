import type { KnownCoverage, Sweep } from '../../domain/coverage';
import { given } from '../../domain/given';
import { type Condition, type Item, queryAll, readItem, type Table } from '../table/table';
import { coverageKey, coveragePartition, coverageShards, SWEEP_KEY, sweepIn } from './coverage';

/**
 * The last look at every account of a Region; an account that was never looked at has none. With `shards`,
 * only of the accounts that end in those digits.
 */
export async function findCoverage(
  table: Table,
  region: string,
  shards: readonly string[] = coverageShards,
): Promise<readonly KnownCoverage[]> {
  const found = shards.map((shard) => {
    const values = { pk: coveragePartition(region, shard) };
    return coverages(table, { expression: '#pk = :pk', values });
  });
  return (await Promise.all(found)).flat();
}

/** The last look at one account and Region; nothing when there was none. */
export async function coverageOf(
  table: Table,
  place: Pick<KnownCoverage, 'accountId' | 'region'>,
): Promise<KnownCoverage | undefined> {
  const key = { expression: '#pk = :pk AND #sk = :sk', values: coverageKey(place) };
  const [item] = await coverages(table, key);
  return item;
}

const coverages = async (table: Table, key: Condition): Promise<readonly KnownCoverage[]> =>
  (await queryAll(table, { key })).filter(({ kind }) => kind === 'coverage').map(coverageIn);

function coverageIn(item: Item): KnownCoverage {
  const said = item as unknown as Omit<KnownCoverage, 'accountId' | 'region'> & {
    readonly place: Pick<KnownCoverage, 'accountId' | 'region'>;
  };
  const { place, coverage, lookedAt, since, by, unfinished, exempt, retired } = said;
  return {
    ...place,
    coverage,
    lookedAt,
    since,
    by,
    ...given({ unfinished, exempt, retired }),
  };
}

/** The last look at every account × Region, a tenth of the accounts at a time: memory does not hold all at once. */
export async function* allCoverage(
  table: Table,
  regions: readonly string[],
): AsyncGenerator<readonly KnownCoverage[]> {
  for (const shard of coverageShards) {
    const found = regions.map((region) => findCoverage(table, region, [shard]));
    yield (await Promise.all(found)).flat();
  }
}

/** Nothing when no sweep ever began. */
export async function readSweep(table: Table): Promise<Sweep | undefined> {
  const item = await readItem(table, SWEEP_KEY);
  return item?.sweepId === undefined ? undefined : sweepIn(item);
}
