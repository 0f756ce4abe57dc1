import { accountTold } from '../../domain/account';
import type { IncidentRecord } from '../../domain/incident-record';
import { placeTold } from '../../domain/place-blow';
import type { EventSignal } from '../../domain/signal';
import { ATTEMPTS, accountKey } from '../table/table';
import { type Book, beginning, holdIncident } from './hold-incident';

export interface Attempt {
  readonly event: EventSignal;
  /** Ids of the techniques that the call would have been. */
  readonly techniques: readonly string[];
  /** The sentence of the incident that it opens; absent: one that says that a caller tried. */
  readonly sentence?: string;
}

/**
 * Calls that AWS refused: a caller tried, and nothing changed. One incident per account, which every
 * further attempt joins until there has been none for an hour or a person has answered; an attacker's retries
 * are a number on it. All of one batch are one write. Never acted on. Throws when the table did not take it.
 */
export async function recordAttempts(
  book: Book,
  {
    accountId,
    at,
    attempts,
  }: { readonly accountId: string; readonly at: string; readonly attempts: readonly Attempt[] },
): Promise<void> {
  const [first] = attempts;
  if (!first) return;
  const subjectKey = `account#${accountId}`;
  const key = { pk: accountKey(accountId), sk: ATTEMPTS };
  const events = attempts.map(({ event }) => event);
  const techniques = attempts.flatMap((attempt) => attempt.techniques);
  const head: Partial<IncidentRecord> & { readonly sentence: string } = {
    state: 'attempted',
    outcome: 'unchanged',
    sentence:
      first.sentence ??
      `A caller tried to tamper with CloudTrail in account ${accountId}; AWS refused.`,
  };
  const place = { subjectKey, subjectId: accountId, accountId, region: first.event.region };
  await holdIncident(book, { key, subjectKey, state: 'restored', at }, (held, episode) => {
    const placed = held ? placeTold(events, held, { at, quietMs: book.quietMs }) : undefined;
    if (placed?.kind === 'open') return placed;
    const base = beginning({ ...place, ...head, severity: 'medium' }, episode);
    return { kind: 'write', record: accountTold(held, base, { events, techniques, at }) };
  });
}
