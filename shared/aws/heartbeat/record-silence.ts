import { SILENT_CHANNEL } from '../../domain/heartbeat';
import type { Severity } from '../../domain/technique';
import type { Book } from '../incidents/book';
import { type Claim, claim } from '../incidents/claim-episode';
import { writeFacets } from '../incidents/write-facets';
import type { Place } from '../member-access';
import { incidentKey, ORGANIZATION, openedKey } from '../table/keys';
import { type Item, update } from '../table/update';
import { heartbeatKey } from './heartbeat-key';
import { silenceSlot } from './silence-slot';

/** A place whose beats leave and do not come, as people are told of it. */
export interface Silence extends Place {
  readonly severity: Severity;
  readonly sentence: string;
  readonly escalation: string;
  readonly guidance: readonly string[];
}

/**
 * One incident of an account × Region, escalated until a beat is heard; each further look that finds it
 * silent is a number on it. Every write may be repeated. Throws when the table did not take it.
 */
export async function recordSilence(book: Book, silence: Silence, at: string): Promise<void> {
  const slot = silenceSlot(silence);
  const claimed = await claim(book, { ...slot, state: 'escalated', at });
  const { episode } = claimed;
  const { incidentId } = episode;
  const item = await update(book.table, {
    key: incidentKey(incidentId),
    setOnce: headOf(silence, claimed, slot.subjectKey),
    set: {
      state: 'escalated',
      outcome: 'escalated',
      escalation: silence.escalation,
      // As it is now: the place may be blind by now, and was not at first.
      guidance: silence.guidance,
      lastSeenAt: at,
    },
    add: { looks: 1, revision: 1, techniques: new Set([SILENT_CHANNEL]) },
    ...(isNews(claimed) && {
      append: { timeline: [{ at, kind: 'noticed', text: silence.sentence }] },
    }),
    remove: ['restoredAt'],
  });
  if (item) await writeFacets(book, item);
  await update(book.table, { key: heartbeatKey(silence), set: { incident: incidentId } });
  const when = { expression: '#incidentId = :id', values: { id: incidentId } }; // the slot is still ours
  await update(book.table, { key: slot.key, set: { state: 'escalated', lastSeenAt: at }, when });
}

/** The first look that found it silent, or the first after a beat was heard. */
const isNews = ({ isNew, episode }: Claim): boolean => isNew || episode.state === 'restored';

const headOf = (silence: Silence, { episode }: Claim, subjectKey: string): Item => ({
  id: episode.incidentId,
  subjectKey,
  subjectId: `${silence.accountId}/${silence.region}`,
  accountId: silence.accountId,
  region: silence.region,
  organization: ORGANIZATION,
  openedAt: episode.openedAt,
  openedKey: openedKey(episode.openedAt, episode.incidentId),
  severity: silence.severity,
  acknowledged: false,
  sentence: silence.sentence,
});
