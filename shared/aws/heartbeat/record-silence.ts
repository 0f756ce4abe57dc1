import { withMoments } from '../../domain/account';
import { SILENT_CHANNEL } from '../../domain/heartbeat';
import { grown, type IncidentRecord, room } from '../../domain/incident-record';
import type { Place } from '../../domain/place';
import type { Severity } from '../../domain/technique';
import { type Book, beginning, holdIncident, moveSlot } from '../incidents/hold-incident';
import { accountKey, update } from '../table/table';
import { heartbeatKey } from './heartbeat-row';

/** A place whose beats leave and do not arrive, in the words for people. */
export interface Silence extends Place {
  readonly severity: Severity;
  readonly sentence: string;
  readonly escalation: string;
  readonly guidance: readonly string[];
  /** Was the place looked at as well? Otherwise the text of an earlier look is kept. */
  readonly isLookedAt: boolean;
}

/**
 * One incident of an account × Region, escalated until a beat is heard. Each further look that finds it silent
 * raises a number on it. Every write may be repeated. Throws when the table did not take it.
 */
export async function recordSilence(book: Book, silence: Silence, at: string): Promise<void> {
  const { key, subjectKey } = silenceSlot(silence);
  const { accountId, region, severity, sentence, escalation, guidance, isLookedAt } = silence;
  const slot = { key, subjectKey, state: 'escalated', at } as const;
  const { episode } = await holdIncident(book, slot, (held, holding) => {
    const isOver = held?.state === 'restored';
    const isQuiet = held && Date.parse(held.lastSeenAt) < Date.parse(at) - book.quietMs;
    if (held && isOver && (isQuiet || held.acknowledged)) {
      return { kind: 'open', follows: held.acknowledged && !isQuiet, priorBlows: 0 };
    }
    const place = { subjectKey, subjectId: `${accountId}/${region}`, accountId, region };
    const was = held ?? beginning({ ...place, severity, sentence }, holding);
    const { restoredAt: _, ...rest } = was;
    const isTold = was.escalation !== undefined && !isLookedAt;
    const next: IncidentRecord = {
      ...rest,
      ...{ state: 'escalated', outcome: 'escalated', lastSeenAt: at },
      // The present state: the place may be blind by now, and was not at first.
      ...(!isTold && { escalation, guidance }),
      looks: (was.looks ?? 0) + 1,
      techniques: grown(was.techniques, [SILENT_CHANNEL], room.techniques),
    };
    // The first look that found it silent, or the first after a beat was heard.
    const isNews = held?.state !== 'escalated';
    const record = isNews
      ? withMoments(next, [{ at, kind: 'noticed', text: sentence }], 'moments')
      : next;
    return { kind: 'write', record };
  });
  const { incidentId: id } = episode;
  await update(book.table, { key: heartbeatKey(silence), set: { incident: id } });
  await moveSlot(book, key, { id, state: 'escalated', at, lastSeenAt: at });
}

/** The slot of a silence: one incident of an account × Region at a time. */
export const silenceSlot = ({ accountId, region }: Place) => ({
  key: { pk: accountKey(accountId), sk: `SILENCE#${region}` },
  subjectKey: `heartbeat#${accountId}/${region}`,
});
