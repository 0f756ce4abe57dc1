import type { Watch, WatchedPlace } from '../../domain/watch';
import { forgetUnreachable } from '../coverage/coverage';
import type { Book } from '../incidents/hold-incident';
import { endUnreadOfLeft } from '../incidents/record-unread';
import type { Table } from '../table/table';
import { endWatch, findWatches } from './watches';

interface Ending {
  readonly at: string;
  /** Nothing is known about a series that began later: the account may have come back. */
  readonly begunBy: string;
  readonly isOver: (watch: Watch) => boolean;
}

/** An account that left the organization or was closed. */
export interface Left {
  readonly accountId: string;
  /** The latest time at which it can have left. */
  readonly leftAt: string;
  readonly regions: readonly string[];
  readonly now: Date;
}

/**
 * What is owed to an account ends when it leaves, whether an event told of that or a sweep found it missing: its
 * watches, the incidents of failed looks there, and its coverage, since our roles cannot see it any more. Done twice
 * it changes nothing. Throws when the table cannot be read or written; then all of it is to be done again.
 */
export async function endLeft(
  book: Book,
  { accountId, leftAt, regions, now }: Left,
): Promise<void> {
  const isOver = (watch: WatchedPlace) => watch.accountId === accountId;
  await endUnreadOfLeft(book, accountId, now);
  await forgetUnreachable(book.table, { accountId, leftAt, regions });
  // Last, because a watch that goes on has all of it done again.
  await endWatches(book.table, { at: now.toISOString(), begunBy: leftAt, isOver });
}

/**
 * Ends the series of accounts that our roles cannot look into any more. A series that has gone on meanwhile is ended
 * the next time. Returns those that ended. Throws when the table cannot be read or written.
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
