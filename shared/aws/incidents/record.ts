import { accountEvents, accountLook, fought, retold } from '../../domain/account';
import { lasts } from '../../domain/blind-in-part';
import { isIncident, standingOf, stateOf } from '../../domain/happening';
import { type IncidentRecord, isWhole } from '../../domain/incident-record';
import type { Episode, Memory, SubjectMemory } from '../../domain/memory';
import { isFoundAnew, placeBlow, placeOf } from '../../domain/place-blow';
import type { Reconciliation } from '../../domain/reconciliation';
import type { EventSignal } from '../../domain/signal';
import { type Subject, subjectKey } from '../../domain/subject';
import { isOnlyUnread } from '../../domain/unread';
import { captureBaseline } from '../baselines/sealed';
import { accountKey, episodeKey, readItem } from '../table/table';
import { amendIncident, type Book, baseOf, holdIncident, moveSlot } from './hold-incident';

/**
 * Writes down one look. Every write is conditional and may be repeated: when a responder is killed half-way, the
 * redelivery finishes. Returns what is now to be remembered of the subject, with the incident that
 * its events were counted on; nothing when the look changed nothing. Throws when the table did not take it.
 */
export async function record(
  book: Book,
  reconciliation: Reconciliation,
): Promise<SubjectMemory | undefined> {
  const { decision, observation, memory } = reconciliation;
  if (decision.kind === 'capture' && observation.kind === 'present') {
    const { baseline, mac } = await captureBaseline(book.table, observation, {
      capturedAt: reconciliation.endedAt,
      capturedBy: 'trailwarden',
      why: 'first sight',
      ...(book.seal && { seal: book.seal }),
    });
    if (!baseline) return { ...memory, illegible: true };
    return { ...memory, baseline, ...(mac !== undefined && { mac }) };
  }
  if (decision.kind === 'compliant' && decision.isNewBaseline && observation.kind === 'present') {
    const followed = await (await import('../baselines/follow')).followed(book, reconciliation);
    if (followed) return { ...memory, ...followed };
  }
  // One denial hides a whole place, and is told once for the place (record-unread).
  if (isOnlyUnread(reconciliation)) return undefined;
  if (isIncident(reconciliation)) {
    if (await isToldAsRow(book, reconciliation)) return undefined;
    return { ...memory, episode: await write(book, reconciliation, baseOf) };
  }
  // A planned change that is declared while an incident is open does not end it.
  if (decision.kind !== 'compliant' && decision.kind !== 'retired') return undefined;
  // What is done to a retired subject is no tampering: an open incident ends with the retirement.
  const look = decision.kind === 'retired' ? { ...reconciliation, tampering: [] } : reconciliation;
  const episode = await endOrCount(book, look);
  return episode && { ...memory, episode };
}

/** A part of the bundle that is loaded only for events that come late. */
const lateEvents = () => import('./record-earlier');

/** A part of the bundle that is loaded only where there is an earlier incident. */
async function endEarlier(book: Book, look: Reconciliation, latest: IncidentRecord): Promise<void> {
  if (latest.previous === undefined || stateOf(look) !== 'restored') return;
  await (await import('./close-earlier')).closeEarlier(book, look, latest);
}

/** A part of the bundle that is loaded only for a subject that exists and has no baseline. */
const isToldAsRow = async (book: Book, look: Reconciliation): Promise<boolean> =>
  standingOf(look) === 'unguarded' && (await import('./told-as-rogue')).isToldAsRogue(book, look);

/**
 * Writes down events that took effect and left no trace, on an incident of their own: they changed nothing, or were
 * undone before the look. Events whose effect another delivery has put back by now join its incident.
 */
export async function recordUnseen(
  book: Book,
  look: Reconciliation,
  known?: Memory,
): Promise<void> {
  const slot = isCrowded(look, known) ? crowdOf(look.subject) : subjectKey(look.subject);
  const base = (seen: Reconciliation, episode: Episode): IncidentRecord => ({
    ...baseOf(seen, episode),
    sentence: unseenSentence(seen),
  });
  await write(book, { ...look, severity: 'medium' }, base, slot);
}

/** So many subjects without a baseline have a slot of their own in an account: memory is read whole for each look. */
const SLOTS_OF_STRANGERS = 50;

/** An intruder who makes and deletes trails under ever new names gets one incident a Region from then on. */
const isCrowded = ({ subject, memory }: Reconciliation, known: Memory | undefined): boolean =>
  known?.kind === 'known' &&
  !memory.baseline &&
  !known.subjects[subjectKey(subject)] &&
  Object.entries(known.subjects).filter(
    ([key, { baseline, episode }]) => key.startsWith(`${subject.kind}#`) && !baseline && episode,
  ).length >= SLOTS_OF_STRANGERS;

function unseenSentence(look: Reconciliation): string {
  const { subject, tampering, left } = look;
  const names = [...new Set(tampering.map(({ evidence }) => evidence.eventName))].join(', ');
  if (standingOf(look) === 'gone') {
    return `${names} was called on ${subject.kind} ${subject.id}, and it is gone: it had no baseline, so nothing puts it back.`;
  }
  if (left !== undefined) {
    return `${names} was called on ${subject.kind} ${subject.id}: ${left}.`;
  }
  return `${names} was called on ${subject.kind} ${subject.id} and left nothing to be seen: it changed nothing, or was undone before the look.`;
}

const slotOf = (subject: Subject, key = subjectKey(subject)) => ({
  pk: accountKey(subject.accountId),
  sk: episodeKey(key),
});

/** For all other subjects of a kind in a Region. */
const crowdOf = ({ kind, region }: Subject): string => `${kind}#${region}#others`;

type Base = (look: Reconciliation, episode: Episode) => IncidentRecord;

async function write(
  book: Book,
  look: Reconciliation,
  base: Base,
  of = subjectKey(look.subject),
): Promise<Episode> {
  const { subject, startedAt, tampering, techniques } = look;
  const slot = {
    key: slotOf(subject, of),
    subjectKey: of,
    state: stateOf(look),
    at: startedAt,
  };
  let earlier: readonly EventSignal[] = [];
  const { episode, item } = await holdIncident(book, slot, (held, holding) => {
    const begun = base(look, holding);
    const places = placesOf(tampering, held ?? { ...begun, acknowledged: false });
    if (!held) {
      earlier = places.earlier;
      const events = [...places.known, ...places.here, ...places.after];
      return {
        kind: 'write',
        record: accountLook(undefined, look, { base: begun, events, ...book }),
      };
    }
    const blow = {
      events: places.after,
      found: isFoundAnew(look, held),
      isUnheard: look.signals.every(({ kind }) => kind === 'check'),
      techniques,
      at: startedAt,
    };
    const place = placeBlow(blow, held, book);
    if (place.kind === 'open') return place;
    earlier = places.earlier;
    const events = [...places.known, ...places.here, ...places.after];
    return { kind: 'write', record: accountLook(held, look, { base: begun, events, ...book }) };
  });
  if (earlier.length > 0)
    await (await lateEvents()).recordEarlier(book, look, { events: earlier, episode });
  await endEarlier(book, look, item);
  return (await follow(book, look, episode, item, slot.key)) ?? episode;
}

/** Last, so that a crash before it repeats all: whether it is whole, and which stops are accounted for. */
async function follow(
  book: Book,
  { subject, windows, endedAt, observation }: Reconciliation,
  { incidentId: id }: Episode,
  { state }: IncidentRecord,
  key = slotOf(subject),
): Promise<Episode | undefined> {
  const closed = windows.findLast(({ to }) => to);
  return moveSlot(book, key, {
    id,
    at: observation.observedAt,
    state,
    lastSeenAt: endedAt,
    ...(closed && { accountedUntil: closed.from.at }),
  });
}

/** Nothing is wrong now: an incident that was not whole has ended, and late events still count. */
async function endOrCount(book: Book, look: Reconciliation): Promise<Episode | undefined> {
  const { subject, tampering, memory, techniques, startedAt } = look;
  if (!memory.episode && tampering.length === 0) return undefined;
  // Memory may be a minute old: another environment may have opened the incident of these events since.
  const episode = await readItem<Episode>(book.table, slotOf(subject));
  if (!episode) return undefined;
  let places = NOWHERE;
  let isJoined = false;
  const item = await amendIncident(book, episode.incidentId, (held) => {
    isJoined = false;
    if (!held) return undefined;
    places = placesOf(tampering, held);
    if (look.isHarmless) places = { ...NOWHERE, known: places.known };
    const blow = { events: places.after, found: false, techniques, at: startedAt };
    isJoined = placeBlow(blow, held, book).kind === 'join';
    const events = [...places.known, ...places.here, ...(isJoined ? places.after : [])];
    const base = baseOf(look, episode);
    if (!isWhole(held) || held.blindInPart?.some(lasts)) {
      return accountLook(held, look, { base, events, ...book });
    }
    if (events.length === 0) return held;
    const counted = accountEvents(held, events, { at: startedAt });
    return fought(retold(counted, held, startedAt), book.escalateAfter);
  });
  if (!item) return undefined;
  await endEarlier(book, look, item);
  const { earlier, after } = places;
  if (earlier.length > 0)
    await (await lateEvents()).recordEarlier(book, look, { events: earlier, episode });
  const isUnplaced = !isJoined && after.length > 0;
  if (isUnplaced && after.length === tampering.length) return undefined;
  if (isUnplaced) await recordUnseen(book, { ...look, tampering: after });
  const isMoved = item.state !== episode.state || (tampering.length > 0 && !look.isHarmless);
  if (!isMoved) return undefined;
  return (await follow(book, look, episode, item)) ?? episode;
}

type Places = Readonly<Record<ReturnType<typeof placeOf>, readonly EventSignal[]>>;

const NOWHERE: Places = { known: [], here: [], after: [], earlier: [] };

function placesOf(events: readonly EventSignal[], held: IncidentRecord): Places {
  const at = (place: keyof Places) => events.filter((event) => placeOf(event, held) === place);
  return { known: at('known'), here: at('here'), after: at('after'), earlier: at('earlier') };
}
