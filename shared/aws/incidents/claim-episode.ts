import { stateOf } from '../../domain/happening';
import type { Episode } from '../../domain/memory';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import { accountKey, episodeKey } from '../table/keys';
import { update } from '../table/update';
import type { Book } from './book';
import { incidentId } from './incident-id';

/** Nobody holds the slot, or who held it is whole again and has been quiet for long enough. */
const FREE = 'attribute_not_exists(#pk) OR (#state = :restored AND #lastSeenAt < :quietBefore)';

/**
 * The incident this look belongs to: a new one if the subject's slot is free, else the one that holds
 * it. One item per subject and a condition, so there is never a second open incident.
 */
export async function claimEpisode(
  book: Book,
  reconciliation: Reconciliation,
): Promise<{ readonly episode: Episode; readonly isNew: boolean }> {
  const { subject, startedAt } = reconciliation;
  const key = subjectKey(subject);
  const slot = { pk: accountKey(subject.accountId), sk: episodeKey(key) };
  const quietBefore = new Date(Date.parse(startedAt) - book.quietMs).toISOString();
  const claimed = await update(book.table, {
    key: slot,
    set: {
      kind: 'episode',
      subjectKey: key,
      incidentId: incidentId(key, startedAt),
      // What it is by now, not `open`: a look at the same moment must not find unfinished work.
      state: stateOf(reconciliation),
      openedAt: startedAt,
      lastSeenAt: startedAt,
    },
    when: { expression: FREE, values: { restored: 'restored', quietBefore } },
  });
  const held = claimed ?? (await update(book.table, { key: slot, set: { lastSeenAt: startedAt } }));
  return { episode: held as unknown as Episode, isNew: claimed !== undefined };
}
