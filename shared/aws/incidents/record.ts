import { isIncident, stateOf } from '../../domain/happening';
import type { Episode, SubjectMemory } from '../../domain/memory';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import { captureBaseline } from '../capture-baseline';
import { accountKey, episodeKey, incidentKey } from '../table/keys';
import { type Item, update } from '../table/update';
import { baseOf } from './base-of';
import type { Book } from './book';
import { claimEpisode } from './claim-episode';
import { countEvent } from './count-event';
import { openIncident } from './open-incident';
import { accountWindow, fightSentence, note, settle } from './settle';
import { writeFacets } from './write-facets';

/**
 * Writes down one look. Every write is conditional and may be repeated: whoever is killed half-way is
 * finished by the redelivery. Returns what is now to be remembered of the subject; nothing when the
 * look changed nothing. Throws when the table did not take it.
 */
export async function record(
  book: Book,
  reconciliation: Reconciliation,
): Promise<SubjectMemory | undefined> {
  const { decision, observation, memory } = reconciliation;
  if (decision.kind === 'capture' && observation.kind === 'present') {
    const baseline = await captureBaseline(book.table, observation, {
      capturedAt: reconciliation.endedAt,
      capturedBy: 'trailwarden',
      why: 'first sight',
    });
    return { ...memory, baseline };
  }
  if (isIncident(reconciliation)) return { ...memory, episode: await write(book, reconciliation) };
  return memory.episode ? afterwards(book, reconciliation, memory.episode) : undefined;
}

async function write(book: Book, reconciliation: Reconciliation): Promise<Episode> {
  const { episode, isNew } = await claimEpisode(book, reconciliation);
  const begun = { id: episode.incidentId, base: baseOf(reconciliation, episode) };
  const item =
    (isNew && (await openIncident(book, reconciliation, begun))) ||
    (await joinIncident(book, reconciliation, begun));
  if (item) await writeFacets(book, item);
  return moveEpisode(book, reconciliation, episode);
}

/** Adds this look to an incident that stands, or was left half-written. */
async function joinIncident(
  book: Book,
  reconciliation: Reconciliation,
  { id, base }: { readonly id: string; readonly base: Item },
): Promise<Item | undefined> {
  let isNews = reconciliation.taken.some(({ as }) => as === 'runbook');
  let item: Item | undefined;
  for (const event of reconciliation.tampering) {
    const counted = await countEvent(book, { id, event, base });
    item = counted.item;
    isNews ||= counted.isNew;
  }
  const events = Number(item?.events ?? 0);
  item = (await settle(book, reconciliation, { id, base, events })) ?? item;
  const accounted = await accountWindow(book, id, reconciliation);
  if (!isNews && !accounted) return item;
  return (await note(book, id, reconciliation)) ?? accounted ?? item;
}

/** The slot follows: whole or not, and which stops are accounted for. Last, so that a crash before it repeats all. */
async function moveEpisode(
  { table }: Book,
  reconciliation: Reconciliation,
  episode: Episode,
): Promise<Episode> {
  const { subject, window, endedAt } = reconciliation;
  const moved = {
    state: stateOf(reconciliation),
    lastSeenAt: endedAt,
    ...(window?.to && { accountedUntil: later(window.from.at, episode.accountedUntil) }),
  };
  const key = { pk: accountKey(subject.accountId), sk: episodeKey(subjectKey(subject)) };
  await update(table, {
    key,
    set: moved,
    when: { expression: '#incidentId = :id', values: { id: episode.incidentId } }, // the slot is still ours
  });
  return { ...episode, ...moved };
}

/** Nothing is wrong now: an episode that was not whole has ended, and late events still count. */
async function afterwards(
  book: Book,
  reconciliation: Reconciliation,
  episode: Episode,
): Promise<SubjectMemory | undefined> {
  const { memory, tampering, decision } = reconciliation;
  if (decision.kind !== 'compliant') return undefined;
  const id = episode.incidentId;
  let item: Item | undefined;
  for (const event of tampering) {
    const counted = await countEvent(book, { id, event });
    if (!counted.isNew) continue;
    item = await escalateFight(book, id, counted.item);
  }
  if (episode.state === 'restored') {
    if (item) await writeFacets(book, item);
    return undefined;
  }
  const base = baseOf(reconciliation, episode);
  item =
    (await settle(book, reconciliation, { id, base, events: Number(item?.events ?? 0) })) ?? item;
  item = (await note(book, id, reconciliation)) ?? item;
  if (item) await writeFacets(book, item);
  return { ...memory, episode: await moveEpisode(book, reconciliation, episode) };
}

async function escalateFight(
  { table, escalateAfter }: Book,
  id: string,
  item: Item,
): Promise<Item> {
  const events = Number(item.events);
  if (events < escalateAfter) return item;
  const set = { state: 'escalated', escalation: fightSentence(events) };
  return (await update(table, { key: incidentKey(id), set, add: { revision: 1 } })) ?? item;
}

const later = (one: string, other: string | undefined): string =>
  other !== undefined && other > one ? other : one;
