import { withMoments } from '../../domain/account';
import { type HostsLook, isWell, type ToldHosts } from '../../domain/hosts-look';
import { grown, type IncidentRecord, room } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import {
  amendIncident,
  type Book,
  beginning,
  holdIncident,
  moveSlot,
} from '../incidents/hold-incident';
import { ended } from '../incidents/record-delivery';
import { readItem } from '../table/table';
import { loginsKey } from './record-login';

/** No way into a machine: what tells of ways in is silent. */
export const SILENT_HOSTS = 'silent-hosts';

/**
 * One incident of an account × Region, escalated until a look finds all well; each look that does not raises a number on
 * it and tells the present state. A look that comes late or twice changes nothing. Throws when the table did not take
 * it. Returns the incident's id, where there is one.
 */
export async function recordHostsLook(
  book: Book,
  claimed: HostsLook & ToldHosts,
  now: string,
): Promise<string | undefined> {
  // Who puts an event chooses its time: one of the future would make all later looks late.
  const look = { ...claimed, at: claimed.at < now ? claimed.at : now };
  const { at } = look;
  const { key, subjectKey } = slotOf(look);
  const episode = await readItem<Episode>(book.table, key);
  if (episode && at <= (episode.observedAt ?? '')) return episode.incidentId;
  if (isWell(look)) {
    if (episode?.state !== 'escalated') return undefined;
    const { incidentId: id } = episode;
    await amendIncident(book, id, (held) =>
      held?.state === 'escalated'
        ? ended(held, { at, text: 'every machine speaks again, and nothing waits to be sent' })
        : undefined,
    );
    await moveSlot(book, key, { id, state: 'restored', at, lastSeenAt: at });
    return id;
  }
  const slot = { key, subjectKey, state: 'escalated', at } as const;
  const { episode: holding } = await holdIncident(book, slot, (held, current) => {
    const isOver = held?.state === 'restored';
    const isQuiet = held && Date.parse(held.lastSeenAt) < Date.parse(at) - book.quietMs;
    return held && isOver && (isQuiet || held.acknowledged)
      ? { kind: 'open', follows: held.acknowledged && !isQuiet, priorBlows: 0 }
      : { kind: 'write', record: withLook(held, look, current) };
  });
  await moveSlot(book, key, { id: holding.incidentId, state: 'escalated', at, lastSeenAt: at });
  return holding.incidentId;
}

function withLook(
  held: IncidentRecord | undefined,
  look: HostsLook & ToldHosts,
  episode: Episode,
): IncidentRecord {
  const { accountId, region, at, severity, sentence, escalation, guidance } = look;
  const place = { ...slotOf(look).head, accountId, region };
  const was = held ?? beginning({ ...place, severity, sentence }, episode);
  const { restoredAt: _, ...rest } = was;
  const next: IncidentRecord = {
    ...rest,
    ...{ state: 'escalated', outcome: 'escalated', lastSeenAt: at },
    ...{ sentence, escalation, guidance },
    looks: (was.looks ?? 0) + 1,
    techniques: grown(was.techniques, [SILENT_HOSTS], room.techniques),
  };
  // The first look that found it so, and each that found something else.
  const isNews = held?.state !== 'escalated' || held.sentence !== sentence;
  return isNews ? withMoments(next, [{ at, kind: 'noticed', text: sentence }], 'moments') : next;
}

function slotOf({ accountId, region }: HostsLook) {
  const subjectId = `${accountId}/${region}`;
  const subjectKey = `hosts#${subjectId}`;
  const key = { pk: loginsKey(accountId), sk: `HOSTS#${region}` };
  return { key, subjectKey, head: { subjectKey, subjectId } };
}
