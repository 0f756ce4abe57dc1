import { accountEvents, retold } from '../../domain/account';
import { type IncidentRecord, isWhole } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import { placeOf } from '../../domain/place-blow';
import type { Reconciliation } from '../../domain/reconciliation';
import type { EventSignal } from '../../domain/signal';
import { subjectKey } from '../../domain/subject';
import { incidentKey, readItem } from '../table/table';
import { amendIncident, type Book, beginning, incidentId } from './hold-incident';

/** How many incidents of a subject are visited for the one of an event's time. */
const HOPS = 30;

/**
 * Events of an earlier time, heard late: a redriven dead letter, a retry of EventBridge. They are never evidence of
 * what happened today. Each is counted on the incident of its time, or, where there is none, on a new one that says
 * so.
 */
export async function recordEarlier(
  book: Book,
  look: Reconciliation,
  { events, episode }: { readonly events: readonly EventSignal[]; readonly episode: Episode },
): Promise<void> {
  for (const event of events) {
    const counted = await countEarlier(book, episode, { event, at: look.startedAt });
    if (!counted) await tellApart(book, look, event);
  }
}

/** Counts an event on the incident of its time, among those before an episode; nothing where there is none. */
export async function countEarlier(
  book: Book,
  { previous }: Episode,
  { event, at }: { readonly event: EventSignal; readonly at: string },
): Promise<IncidentRecord | undefined> {
  const id = await incidentAt(book, previous, event);
  return id === undefined ? undefined : countOn(book, id, event, at);
}

async function incidentAt(
  { table, quietMs }: Book,
  from: string | undefined,
  event: EventSignal,
): Promise<string | undefined> {
  let id = from;
  for (let hop = 0; id !== undefined && hop < HOPS; hop += 1) {
    const held: IncidentRecord | undefined = await readItem(table, incidentKey(id));
    if (!held) return undefined;
    const place = placeOf(event, held);
    const sinceItsEnd = Date.parse(event.eventTime) - Date.parse(held.lastSeenAt);
    if (place === 'after') return isWhole(held) && sinceItsEnd > quietMs ? undefined : id;
    if (place !== 'earlier') return id;
    id = held.previous;
  }
  return undefined;
}

function countOn(
  book: Book,
  id: string,
  event: EventSignal,
  at: string,
): Promise<IncidentRecord | undefined> {
  return amendIncident(book, id, (held) => {
    if (!held) return undefined;
    const { lastSeenAt } = held; // it was not seen again: it was heard late
    const counted = { ...accountEvents(held, [event], { at }), lastSeenAt };
    return retold(counted, held, at);
  });
}

/** One for an hour of a subject, however often and in any order its events come. */
async function tellApart(book: Book, look: Reconciliation, event: EventSignal): Promise<void> {
  const { subject, startedAt: at, techniques, findings } = look;
  const key = subjectKey(subject);
  const openedAt = `${event.eventTime.slice(0, 13)}:00:00.000Z`;
  const id = incidentId(`late#${key}`, openedAt);
  const { eventName, actor } = event.evidence;
  await amendIncident(book, id, (held) => {
    const base = beginning(
      {
        subjectKey: key,
        subjectId: subject.id,
        accountId: subject.accountId,
        region: subject.region,
        severity: findings.length > 0 ? 'high' : look.severity,
        sentence: `${eventName} was called on ${subject.kind} ${subject.id} at ${event.eventTime} by ${actor.principal}, and was heard of late, at ${at}: it belongs to no incident that is known.`,
        state: 'restored',
        outcome: 'unchanged',
      },
      { incidentId: id, state: 'restored', openedAt, lastSeenAt: at },
    );
    // The findings of the look are of today.
    const named = findings.length > 0 ? [] : techniques;
    const was = held ?? base;
    const counted = accountEvents(was, [event], { at, techniques: named });
    return retold(counted, held, at);
  });
}
