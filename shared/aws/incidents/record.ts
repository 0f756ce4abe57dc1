import { isIncident, stateOf, timelineOf } from '../../domain/happening';
import type { Episode, SubjectMemory } from '../../domain/memory';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import { captureBaseline } from '../baselines/capture-baseline';
import { accountKey, episodeKey } from '../table/keys';
import { readEpisode } from '../table/read-episode';
import { type Item, update } from '../table/update';
import { accountWindow, note } from './account-window';
import { baseOf } from './base-of';
import type { Book } from './book';
import { claimEpisode } from './claim-episode';
import { countEvent } from './count-event';
import { openIncident } from './open-incident';
import { escalateFight, settle } from './settle';
import { writeFacets } from './write-facets';

/**
 * Writes down one look. Every write is conditional and may be repeated: whoever is killed half-way is
 * finished by the redelivery. Returns what is now to be remembered of the subject, with the incident that
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
  if (isIncident(reconciliation)) return { ...memory, episode: await write(book, reconciliation) };
  // Memory may be a minute old: another environment may have opened the incident of these events since.
  const late = reconciliation.tampering.length > 0;
  const episode = late ? await readEpisode(book.table, reconciliation.subject) : memory.episode;
  return episode ? afterwards(book, reconciliation, episode) : undefined;
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
  begun: { readonly id: string; readonly base: Item },
): Promise<Item | undefined> {
  const { techniques } = reconciliation;
  let isNews = reconciliation.taken.some(({ as }) => as === 'runbook');
  let item: Item | undefined;
  for (const event of reconciliation.tampering) {
    // With the event, not with where the incident stands: an older look names what it found all the same.
    const counted = await countEvent(book, { ...begun, event, techniques });
    item = counted.item;
    isNews ||= counted.isNew;
  }
  item = (await settle(book, reconciliation, begun)) ?? item;
  const timeline = timelineOf(reconciliation);
  let noted = false;
  for (const window of reconciliation.windows.filter(({ to }) => to)) {
    const accounted = await accountWindow(book, begun.id, {
      window,
      timeline: noted ? [] : timeline,
    });
    noted ||= accounted !== undefined;
    item = accounted ?? item;
  }
  if (noted || !isNews) return item;
  return (await note(book, begun.id, timeline)) ?? item;
}

/** The slot follows: whole or not, and which stops are accounted for. Last, so that a crash before it repeats all. */
async function moveEpisode(
  { table }: Book,
  reconciliation: Reconciliation,
  episode: Episode,
): Promise<Episode> {
  const { subject, windows, endedAt } = reconciliation;
  const closed = windows.findLast(({ to }) => to);
  const moved = {
    state: stateOf(reconciliation),
    lastSeenAt: endedAt,
    ...(closed && { accountedUntil: later(closed.from.at, episode.accountedUntil) }),
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
  for (const event of tampering) {
    // Whoever opened it may have had no event: the first that comes says who.
    await countEvent(book, { id, event, base: { evidence: event.evidence } });
  }
  let item = tampering.length > 0 ? await escalateFight(book, id) : undefined;
  const hasEnded = episode.state !== 'restored';
  if (hasEnded) {
    const base = baseOf(reconciliation, episode);
    item = (await settle(book, reconciliation, { id, base })) ?? item;
    item = (await note(book, id, timelineOf(reconciliation))) ?? item;
  }
  if (item) await writeFacets(book, item);
  if (hasEnded) return { ...memory, episode: await moveEpisode(book, reconciliation, episode) };
  return tampering.length > 0 ? { ...memory, episode } : undefined;
}

const later = (one: string, other: string | undefined): string =>
  other !== undefined && other > one ? other : one;
