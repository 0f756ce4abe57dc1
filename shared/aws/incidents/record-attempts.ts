import type { EventSignal } from '../../domain/signal';
import { ATTEMPTS, accountKey, ORGANIZATION, openedKey } from '../table/keys';
import type { Book } from './book';
import { claim } from './claim-episode';
import { countEvent } from './count-event';
import { writeFacets } from './write-facets';

export interface Attempt {
  readonly event: EventSignal;
  /** Ids of the techniques the call would have been. */
  readonly techniques: readonly string[];
  /** Of the incident that it opens; absent: that somebody tried. */
  readonly sentence?: string;
}

/**
 * Calls that AWS refused: nothing happened, and somebody tried. One incident per account, which every
 * further attempt joins until there has been none for an hour; an attacker's retries are a number on
 * it. Never acted on. Throws when the table did not take it.
 */
export async function recordAttempts(
  book: Book,
  {
    accountId,
    at,
    attempts,
  }: { readonly accountId: string; readonly at: string; readonly attempts: readonly Attempt[] },
): Promise<void> {
  const subjectKey = `account#${accountId}`;
  const key = { pk: accountKey(accountId), sk: ATTEMPTS };
  const { episode } = await claim(book, { key, subjectKey, state: 'restored', at });
  const id = episode.incidentId;
  for (const { event, techniques, sentence } of attempts) {
    const base = {
      id,
      subjectKey,
      subjectId: accountId,
      accountId,
      region: event.region,
      organization: ORGANIZATION,
      openedAt: episode.openedAt,
      openedKey: openedKey(episode.openedAt, id),
      severity: 'medium',
      state: 'attempted',
      outcome: 'unchanged',
      acknowledged: false,
      evidence: event.evidence,
      sentence:
        sentence ??
        `Somebody tried to tamper with CloudTrail in account ${accountId}; AWS refused.`,
    };
    const { item } = await countEvent(book, { id, event, base, techniques });
    await writeFacets(book, item);
  }
}
