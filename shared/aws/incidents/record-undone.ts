import type { Undone } from '../../domain/undone';
import { incidentKey } from '../table/keys';
import { type Item, update } from '../table/update';
import type { Book } from './book';
import { writeFacets } from './write-facets';

/** Nobody has had the last word on this event, and there is room to remember it (an item holds 400 KB). */
const OPEN =
  'NOT contains(#settled, :eventId) AND (attribute_not_exists(#settled) OR size(#settled) < :room)';
const ROOM = 500;

/** Was the last word on this event said, by an earlier delivery of it? */
export const isSettled = ({ settled }: Item, eventId: string): boolean =>
  settled instanceof Set && settled.has(eventId);

/** How often something of this incident was undone by us. */
export const timesUndone = ({ undone }: Item): number => (typeof undone === 'number' ? undone : 0);

/** Writes down what became of undoing one event, once. Throws when the table did not take it. */
export async function recordUndone(
  book: Book,
  {
    id,
    eventId,
    undone,
  }: { readonly id: string; readonly eventId: string; readonly undone: Undone },
): Promise<void> {
  const { outcome, escalation, timeline, isOurs, again } = undone;
  const item = await update(book.table, {
    key: incidentKey(id),
    set: { outcome, escalation },
    append: { timeline },
    add: {
      revision: 1,
      ...(isOurs && { undone: 1 }),
      ...(again === undefined && { settled: new Set([eventId]) }),
    },
    when: { expression: OPEN, values: { eventId, room: ROOM } },
  });
  if (item) await writeFacets(book, item);
}
