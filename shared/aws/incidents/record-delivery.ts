import { type DeliveryProof, type DeliveryTrouble, deliveryKey } from '../../domain/delivery';
import type { TimelineEntry } from '../../domain/incident';
import type { Episode } from '../../domain/memory';
import { type Subject, subjectKey } from '../../domain/subject';
import { accountKey, episodeKey, incidentKey, ORGANIZATION, openedKey } from '../table/keys';
import { update } from '../table/update';
import { note } from './account-window';
import type { Book } from './book';
import { claim } from './claim-episode';
import { writeFacets } from './write-facets';

export interface SeenDelivery {
  readonly trail: Subject<'trail'>;
  readonly proof: DeliveryProof;
  readonly observedAt: string;
  /** The latest episode of a row on this trail, possibly a minute old; nothing when there was none. */
  readonly episodeOf: (row: string) => Episode | undefined;
}

/** Two looks may be written in the wrong order; the later look stands. */
const LATEST_LOOK = '(attribute_not_exists(#observedAt) OR #observedAt <= :observedAt)';

/**
 * Writes down what a look says of a trail's deliveries: one incident of a row on a trail, apart from the
 * trail's own, so that neither hides the other. Escalated while it lasts, restored by the look that sees
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
  const { trail, observedAt } = seen;
  const { row, severity, sentence, guidance } = trouble;
  const key = slotOf(seen, row);
  const { episode, isNew } = await claim(book, {
    key,
    subjectKey: deliveryKey(row, trail),
    state: 'escalated',
    at: observedAt,
  });
  const id = episode.incidentId;
  const { openedAt } = episode;
  let item = await update(book.table, {
    key: incidentKey(id),
    setOnce: {
      ...{ id, openedAt, openedKey: openedKey(openedAt, id), organization: ORGANIZATION },
      ...{ subjectKey: subjectKey(trail), subjectId: trail.id, acknowledged: false },
      ...{ accountId: trail.accountId, region: trail.region },
    },
    set: {
      ...{ severity, sentence, guidance, escalation: ESCALATION, observedAt },
      ...{ state: 'escalated', outcome: 'escalated', lastSeenAt: observedAt },
    },
    add: { revision: 1, looks: 1, techniques: new Set([row]) },
    remove: ['restoredAt'],
    when: { expression: LATEST_LOOK, values: { observedAt } },
  });
  if (!item) return; // a later look has written
  if (isNew || episode.state === 'restored') {
    item = (await note(book, id, [entry(observedAt, 'escalated', sentence)])) ?? item;
  }
  await moveSlot(book, key, { id, state: 'escalated', at: observedAt });
  await writeFacets(book, item);
}

async function end(
  book: Book,
  seen: SeenDelivery,
  { row, episode }: { readonly row: string; readonly episode: Episode },
): Promise<void> {
  const { observedAt: at } = seen;
  const id = episode.incidentId;
  const ended = await update(book.table, {
    key: incidentKey(id),
    set: {
      ...{ state: 'restored', outcome: 'unchanged' },
      ...{ restoredAt: at, lastSeenAt: at, observedAt: at },
    },
    add: { revision: 1 },
    remove: ['escalation'],
    when: {
      expression: `#state = :escalated AND ${LATEST_LOOK}`,
      values: { escalated: 'escalated', observedAt: at },
    },
  });
  if (ended) {
    const noted = await note(book, id, [entry(at, 'restored', 'it is delivered again')]);
    await writeFacets(book, noted ?? ended);
  }
  // Also where the incident had ended: whoever ended it may have been killed before this.
  await moveSlot(book, slotOf(seen, row), { id, state: 'restored', at });
}

/** The slot follows the incident, unless a later look has moved it. */
const moveSlot = (
  { table }: Book,
  key: { readonly pk: string; readonly sk: string },
  { id, state, at }: { readonly id: string; readonly state: string; readonly at: string },
) =>
  update(table, {
    key,
    set: { state, lastSeenAt: at },
    when: { expression: '#incidentId = :id AND #lastSeenAt <= :at', values: { id, at } },
  });

const entry = (at: string, kind: TimelineEntry['kind'], text: string): TimelineEntry => ({
  at,
  kind,
  text,
});

const ESCALATION =
  'Trailwarden writes nothing for it: the trail is as it must be, and what lies behind it is for a person to find.';
