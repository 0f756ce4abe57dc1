import type { KnownCoverage } from '../../domain/coverage';
import type { Table } from '../table/table';
import { coverageShards } from './coverage';
import { findCoverage } from './find-coverage';

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
