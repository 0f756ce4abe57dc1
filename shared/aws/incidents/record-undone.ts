import { withMoments } from '../../domain/account';
import { type IncidentRecord, remembered } from '../../domain/incident-record';
import type { Undone } from '../../domain/undone';
import type { Item } from '../table/table';
import { amendIncident, type Book } from './hold-incident';

/** The results of undoing the events of a report. */
interface Settled extends IncidentRecord {
  readonly settled?: ReadonlySet<string>;
  readonly undone?: number;
}

/** Has an earlier delivery said the last word on this event? */
export const isSettled = ({ settled }: Item, eventId: string): boolean =>
  settled instanceof Set && settled.has(eventId);

/** How often we have undone something of this incident. */
export const timesUndone = ({ undone }: Item): number => (typeof undone === 'number' ? undone : 0);

/** Writes down the result of undoing one event, once. Throws when the table did not take it. */
export async function recordUndone(
  book: Book,
  {
    id,
    eventId,
    undone,
  }: { readonly id: string; readonly eventId: string; readonly undone: Undone },
): Promise<void> {
  const { outcome, escalation, timeline, isOurs, again } = undone;
  await amendIncident<Settled>(book, id, (held) => {
    if (!held || held.settled?.has(eventId)) return undefined;
    return {
      ...withMoments(held, timeline, 'moments'),
      outcome,
      escalation,
      ...(isOurs && { undone: (held.undone ?? 0) + 1 }),
      ...(again === undefined && { settled: remembered(held.settled, eventId) }),
    };
  });
}
