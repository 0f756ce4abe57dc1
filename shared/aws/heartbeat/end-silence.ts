import type { Heartbeat } from '../../domain/heartbeat';
import { amendIncident, type Book, moveSlot } from '../incidents/hold-incident';
import { ended } from '../incidents/record-delivery';
import { update } from '../table/table';
import { heartbeatKey } from './heartbeat-row';
import { silenceSlot } from './record-silence';

/**
 * A beat was heard from a place that has an incident: it is over. This look did not mend the way, so the outcome
 * is `unchanged`. Last of all the row forgets the incident, so that a crash before it leaves that to the next beat.
 */
export async function endSilence(book: Book, heard: Heartbeat, at: string): Promise<void> {
  const { incident, latencyMs = 0 } = heard;
  if (!incident) return;
  await amendIncident(book, incident, (held) => {
    if (held?.state !== 'escalated') return undefined;
    return ended(held, { at, text: `a heartbeat was heard, ${latencyMs} ms old` });
  });
  const { key } = silenceSlot(heard);
  await moveSlot(book, key, { id: incident, state: 'restored', at, lastSeenAt: at });
  await update(book.table, {
    key: heartbeatKey(heard),
    remove: ['incident'],
    when: { expression: '#incident = :id', values: { id: incident } },
  });
}
