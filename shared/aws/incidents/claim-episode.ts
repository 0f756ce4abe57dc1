import { stateOf } from '../../domain/happening';
import type { IncidentState } from '../../domain/incident';
import type { Episode } from '../../domain/memory';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import { accountKey, episodeKey } from '../table/keys';
import { update } from '../table/update';
import type { Book } from './book';
import { incidentId } from './incident-id';

/** Nobody holds the slot, or who held it is whole again and has been quiet for long enough. */
const FREE = 'attribute_not_exists(#pk) OR (#state = :restored AND #lastSeenAt < :quietBefore)';

/** The slot of one subject, and what it says while this incident holds it. */
export interface Slot {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly subjectKey: string;
  readonly state: IncidentState;
  readonly at: string;
}

export interface Claim {
  readonly episode: Episode;
  readonly isNew: boolean;
}

/**
 * The incident this belongs to: a new one if the slot is free, else the one that holds it. One item
 * and a condition, so there is never a second open incident.
 */
export async function claim(book: Book, { key, subjectKey, state, at }: Slot): Promise<Claim> {
  const quietBefore = new Date(Date.parse(at) - book.quietMs).toISOString();
  const claimed = await update(book.table, {
    key,
    set: {
      kind: 'episode',
      subjectKey,
      incidentId: incidentId(subjectKey, at),
      state,
      openedAt: at,
      lastSeenAt: at,
    },
    when: { expression: FREE, values: { restored: 'restored', quietBefore } },
  });
  const held = claimed ?? (await update(book.table, { key, set: { lastSeenAt: at } }));
  return { episode: held as unknown as Episode, isNew: claimed !== undefined };
}

/** The subject's own slot. */
export function claimEpisode(book: Book, reconciliation: Reconciliation): Promise<Claim> {
  const { subject, startedAt } = reconciliation;
  const key = subjectKey(subject);
  return claim(book, {
    key: { pk: accountKey(subject.accountId), sk: episodeKey(key) },
    subjectKey: key,
    // What it is by now, not `open`: a look at the same moment must not find unfinished work.
    state: stateOf(reconciliation),
    at: startedAt,
  });
}
