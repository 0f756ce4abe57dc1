import type { Watch } from '../../domain/watch';
import type { Table } from '../table/table';
import { findWatches } from './find-watches';
import { endWatch } from './write-watch';

interface Ending {
  readonly at: string;
  /** Of a series that began later nothing is known: the account may have come back. */
  readonly begunBy: string;
  readonly isOver: (watch: Watch) => boolean;
}

/**
 * Ends the series of accounts that our roles cannot look into any more. One that has gone on meanwhile goes on, and is
 * ended the next time. Returns those that ended. Throws when the table cannot be read or written.
 */
export async function endWatches(
  table: Table,
  { at, begunBy, isOver }: Ending,
): Promise<readonly Watch[]> {
  const found = (await findWatches(table)).filter(
    (watch) => Date.parse(watch.startedAt) <= Date.parse(begunBy) && isOver(watch),
  );
  const ended = await Promise.all(
    found.map(async (watch) => ((await endWatch(table, watch, at)) ? [watch] : [])),
  );
  return ended.flat();
}
