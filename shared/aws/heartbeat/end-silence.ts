import type { Heartbeat } from '../../domain/heartbeat';
import type { Book } from '../incidents/book';
import { writeFacets } from '../incidents/write-facets';
import { incidentKey } from '../table/keys';
import { update } from '../table/update';
import { heartbeatKey } from './heartbeat-key';
import { silenceSlot } from './silence-slot';

/**
 * A beat was heard from a place that has an incident: it is over. Whoever mended the way, it was not this
 * look. Last of all the row forgets the incident, so that a crash before it leaves that to the next beat.
 */
export async function endSilence(book: Book, heard: Heartbeat, at: string): Promise<void> {
  const { incident, latencyMs = 0 } = heard;
  if (!incident) return;
  const item = await update(book.table, {
    key: incidentKey(incident),
    set: { state: 'restored', outcome: 'unchanged', restoredAt: at, lastSeenAt: at },
    add: { revision: 1 },
    append: {
      timeline: [{ at, kind: 'restored', text: `a heartbeat was heard, ${latencyMs} ms old` }],
    },
    remove: ['escalation'],
    when: { expression: '#state = :escalated', values: { escalated: 'escalated' } },
  });
  if (item) await writeFacets(book, item);
  const slot = silenceSlot(heard);
  await update(book.table, {
    key: slot.key,
    set: { state: 'restored', lastSeenAt: at },
    when: { expression: '#incidentId = :id', values: { id: incident } },
  });
  await update(book.table, {
    key: heartbeatKey(heard),
    remove: ['incident'],
    when: { expression: '#incident = :id', values: { id: incident } },
  });
}
