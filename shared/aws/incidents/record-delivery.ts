import { withMoments } from '../../domain/account';
import { type DeliveryProof, type DeliveryTrouble, deliveryKey } from '../../domain/delivery';
import type { TimelineEntry } from '../../domain/incident';
import { grown, type IncidentRecord, room } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { accountKey, episodeKey } from '../table/table';
import { amendIncident, type Book, beginning, holdIncident, moveSlot } from './hold-incident';

export interface SeenDelivery {
  readonly trail: Subject<'trail'>;
  readonly proof: DeliveryProof;
  readonly observedAt: string;
  /** The latest episode of a row on this trail, possibly a minute old; nothing when there was none. */
  readonly episodeOf: (row: string) => Episode | undefined;
}

/** Two looks may be written in the wrong order; the later look decides. */
const isLatest = ({ observedAt }: IncidentRecord, at: string): boolean =>
  observedAt === undefined || observedAt <= at;

/**
 * Writes down the verdict of a look on a trail's deliveries: one incident of a row on a trail, apart from the
 * trail's own, so that neither hides the other. It is escalated while it lasts, and restored by the look that sees
 * it deliver again. Throws when the table did not take it; done twice it changes one counter.
 */
export async function recordDelivery(book: Book, seen: SeenDelivery): Promise<void> {
  for (const trouble of seen.proof.troubles) await tell(book, seen, trouble);
  for (const row of seen.proof.proven) {
    const episode = seen.episodeOf(row);
    if (episode && episode.state !== 'restored') await end(book, seen, { row, episode });
  }
}

const slotOf = ({ trail }: SeenDelivery, row: string) => ({
  pk: accountKey(trail.accountId),
  sk: episodeKey(deliveryKey(row, trail)),
});

async function tell(book: Book, seen: SeenDelivery, trouble: DeliveryTrouble): Promise<void> {
  const { trail, observedAt: at } = seen;
  const { row, severity, sentence, guidance } = trouble;
  const key = slotOf(seen, row);
  const slot = { key, subjectKey: deliveryKey(row, trail), state: 'escalated', at } as const;
  const { episode, item } = await holdIncident(book, slot, (held, holding) => {
    if (held && isOver(held, { at, quietMs: book.quietMs })) {
      return { kind: 'open', follows: held.acknowledged, priorBlows: 0 };
    }
    const was =
      held ??
      beginning(
        {
          ...{ subjectKey: subjectKey(trail), subjectId: trail.id, severity, sentence },
          ...{ accountId: trail.accountId, region: trail.region },
        },
        holding,
      );
    if (!isLatest(was, at)) return { kind: 'write', record: was }; // a later look has been written
    const { restoredAt: _, ...rest } = was;
    const told = { severity, sentence, guidance, escalation: ESCALATION, observedAt: at };
    const standing = { state: 'escalated', outcome: 'escalated', lastSeenAt: at } as const;
    const looks = (was.looks ?? 0) + 1;
    const techniques = grown(was.techniques, [row], room.techniques);
    const next: IncidentRecord = { ...rest, ...told, ...standing, looks, techniques };
    const isNews = held?.state !== 'escalated';
    const record = isNews ? withMoments(next, [entry(at, 'escalated', sentence)], 'moments') : next;
    return { kind: 'write', record };
  });
  const { state } = item;
  await moveSlot(book, key, { id: episode.incidentId, state, at, lastSeenAt: at });
}

/** It was over, and an hour was quiet or a person answered: the next trouble is another incident. */
export const isOver = (
  held: IncidentRecord,
  { at, quietMs }: { readonly at: string; readonly quietMs: number },
): boolean =>
  held.state === 'restored' &&
  (held.acknowledged || Date.parse(held.lastSeenAt) < Date.parse(at) - quietMs);

async function end(
  book: Book,
  seen: SeenDelivery,
  { row, episode }: { readonly row: string; readonly episode: Episode },
): Promise<void> {
  const { observedAt: at } = seen;
  const id = episode.incidentId;
  await amendIncident(book, id, (held) => {
    if (held?.state !== 'escalated' || !isLatest(held, at)) return undefined;
    return ended(held, { at, text: 'it is delivered again', also: { observedAt: at } });
  });
  // Also where the incident had ended: the invocation that ended it may have been killed before this.
  await moveSlot(book, slotOf(seen, row), { id, state: 'restored', at, lastSeenAt: at });
}

/** The incident as it is once the look at that time found nothing wrong any more: no step of ours ended it. */
export function ended(
  held: IncidentRecord,
  { at, text, also }: { at: string; text: string; also?: Partial<IncidentRecord> },
): IncidentRecord {
  const { escalation: _, ...rest } = held;
  const standing = { state: 'restored', outcome: 'unchanged', restoredAt: at } as const;
  const next = { ...rest, ...standing, lastSeenAt: at, ...also };
  return withMoments(next, [entry(at, 'restored', text)], 'moments');
}

/** One line of an incident's timeline. */
export const entry = (at: string, kind: TimelineEntry['kind'], text: string): TimelineEntry => ({
  at,
  kind,
  text,
});

const ESCALATION =
  'Trailwarden writes nothing for it: the trail is as it must be, and what lies behind it is for a person to find.';
