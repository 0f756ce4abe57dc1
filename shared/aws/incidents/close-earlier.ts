import { accountWhole, withoutWindows } from '../../domain/account-whole';
import { type ClosedWindow, unite } from '../../domain/blind-window';
import { stateOf } from '../../domain/happening';
import { type IncidentRecord, isWhole } from '../../domain/incident-record';
import type { Reconciliation } from '../../domain/reconciliation';
import { withNews } from '../../domain/with-news';
import { amend } from '../table/amend';
import { incidentKey } from '../table/table';
import type { Book } from './hold-incident';

/** How many incidents before the latest are visited: no more than make a fight. */
const HOPS = 8;

/**
 * A look that finds a subject whole ends every incident about it. An environment that read the slot before the next
 * incident took it may still write on the earlier one, and no look would reach that one again. This goes back to the
 * first incident that was whole and quiet for long: no environment lives long enough to write on one before that.
 * A dark time stands in one incident: what the later one has is taken from the earlier one.
 */
export async function closeEarlier(
  book: Book,
  look: Reconciliation,
  latest: IncidentRecord,
): Promise<void> {
  if (stateOf(look) !== 'restored') return;
  let { previous: id, windows = [] } = latest;
  for (let hop = 0; id !== undefined && hop < HOPS; hop += 1) {
    const closed = await closeOne(book, id, { look, later: windows });
    if (!closed || isOver(closed, look, book)) return;
    windows = unite([...windows, ...(closed.windows ?? [])]);
    id = closed.previous;
  }
}

const isOver = (
  { lastSeenAt }: IncidentRecord,
  { startedAt }: Reconciliation,
  { quietMs }: Book,
): boolean => Date.parse(lastSeenAt) < Date.parse(startedAt) - quietMs;

function closeOne(
  { table, escalateAfter }: Book,
  id: string,
  { look, later }: { readonly look: Reconciliation; readonly later: readonly ClosedWindow[] },
): Promise<IncidentRecord | undefined> {
  return amend<IncidentRecord>(table, incidentKey(id), (held) => {
    if (!held) return held;
    if (isWhole(held)) return withoutWindows(held, later);
    return withNews(accountWhole(held, look, { later, escalateAfter }), held);
  });
}
