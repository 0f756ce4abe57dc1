import { actorNames } from '../../domain/evidence';
import { tamperedEntry } from '../../domain/happening';
import type { EventSignal } from '../../domain/signal';
import { incidentKey } from '../table/keys';
import { type Item, update } from '../table/update';
import type { Book } from './book';

/** First delivery of this event on this incident, and still room to remember it. */
const NEW =
  'NOT contains(#eventIds, :eventId) AND (attribute_not_exists(#eventIds) OR size(#eventIds) < :room)';
/** Delivered before. */
const KNOWN = 'contains(#eventIds, :eventId)';
/** A fight of more events than fit one item (400 KB) is counted on without remembering each. */
const ROOM = 500;

export interface Counted {
  readonly id: string;
  readonly event: EventSignal;
  readonly base?: Item;
  /** Where the incident stands since this event; a second delivery changes nothing of it. */
  readonly standing?: Item;
  /** Ids to add, where no look will. */
  readonly techniques?: readonly string[];
}

/**
 * Counts one tampering event on an incident, once. A second delivery changes one counter. Returns the
 * incident as it is now, and whether the event was news.
 */
export async function countEvent(
  { table }: Book,
  { id, event, base = {}, standing = {}, techniques = [] }: Counted,
): Promise<{ readonly item: Item; readonly isNew: boolean }> {
  const key = incidentKey(id);
  const counted = {
    key,
    setOnce: base,
    set: { ...standing, lastSeenAt: event.receivedAt },
    add: {
      events: 1,
      revision: 1,
      actors: new Set(actorNames(event.evidence.actor)),
      ...(techniques.length > 0 && { techniques: new Set(techniques) }),
    },
  };
  const fresh = await update(table, {
    ...counted,
    add: { ...counted.add, eventIds: new Set([event.id]) },
    append: { timeline: [tamperedEntry(event)] },
    when: { expression: NEW, values: { eventId: event.id, room: ROOM } },
  });
  if (fresh) return { item: fresh, isNew: true };
  const again = await update(table, {
    key,
    add: { redeliveries: 1 },
    when: { expression: KNOWN, values: { eventId: event.id } },
  });
  if (again) return { item: again, isNew: false };
  return { item: (await update(table, counted)) ?? {}, isNew: true };
}
