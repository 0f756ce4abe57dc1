import { randomUUID } from 'node:crypto';
import type { Connection } from '../../../shared/aws/connection';
import { allAccounts } from '../../../shared/aws/coverage/account-pages';
import { findCoverage, readSweep } from '../../../shared/aws/coverage/find-coverage';
import { openQueueDepth } from '../../../shared/aws/coverage/queue-depth';
import { openChecks } from '../../../shared/aws/coverage/send-checks';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import type { Check } from '../../../shared/aws/queue';
import { openTable, type Table } from '../../../shared/aws/table/table';
import type { ListedAccount } from '../../../shared/domain/coverage';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { waitForRoom } from '../../../shared/watch/coverage/wait-for-room';
import { chosenAccounts } from '../options/baseline-options';
import { type Followed, follow, pollEveryMs } from './follow';
import type { LiveLine } from './live-line';
import { type Asked, activeOf, seenSoFar } from './seen-so-far';
import { checksOf, sendAll } from './send-all';
import { progressLine, tally } from './tally';

export interface SweepRequest {
  readonly operator: Connection;
  readonly table: string;
  readonly queueUrl: string;
  /** Absent: the whole organization. */
  readonly accounts?: readonly string[];
  /** Absent: those of the last sweep, or the home Region before there was one. */
  readonly regions?: readonly string[];
  readonly live: LiveLine;
}

export interface SweepAsked extends Asked {
  readonly checks: readonly Check[];
  readonly skipped: readonly ListedAccount[];
  /** How many accounts Organizations lists. */
  readonly listed: number;
}

export type SweepReport = SweepAsked & Followed;

/** The looks to ask for. Nothing is sent yet. */
export async function planSweep(request: SweepRequest): Promise<SweepAsked> {
  const { operator, live } = request;
  live.show('listing the accounts of the organization');
  const [listed, sweep] = await Promise.all([
    allAccounts(operator),
    readSweep(openTable(request.table, operator)),
  ]);
  const { active, skipped } = activeOf(chosenAccounts(listed, request.accounts));
  const asked: Asked = {
    by: `trailwarden sweep ${randomUUID().slice(0, 8)}`,
    at: new Date().toISOString(),
    accounts: active,
    regions: request.regions ?? sweep?.regions ?? [operator.region ?? 'us-east-1'],
  };
  return { ...asked, checks: checksOf(asked), skipped, listed: listed.length };
}

/** Asks the warden for the looks. Throws when the queue did not take all of them. */
export function sendSweep(
  { operator, queueUrl }: SweepRequest,
  { checks }: SweepAsked,
  watched: { readonly onSent: (count: number) => void; readonly givenUp?: AbortSignal },
): Promise<void> {
  const waiting = openQueueDepth(queueUrl, operator);
  return sendAll(checks, {
    ask: openChecks(queueUrl, operator),
    room: () => waitForRoom({ waiting, now: () => performance.now(), wait: pause }),
    ...watched,
  });
}

/** Asks for the looks, and follows them until all were made or the time is up. */
export async function sweepNow(request: SweepRequest, timeoutMs: number): Promise<SweepReport> {
  const asked = await planSweep(request);
  const table = openTable(request.table, request.operator);
  let notSent: { readonly error: unknown } | undefined;
  const over = new AbortController();
  const sending = { onSent: () => undefined, givenUp: over.signal };
  sendSweep(request, asked, sending).catch((error: unknown) => {
    notSent = { error };
  });
  const followed = await follow({
    timeoutMs,
    everyMs: pollEveryMs(asked.listed * asked.regions.length),
    now: () => performance.now(),
    pause,
    look: () => {
      if (notSent) throw notSent.error;
      return lookAtTable(table, asked);
    },
    tell: (seen, elapsedMs) => request.live.show(progressLine(tally(seen), elapsedMs)),
  });
  over.abort();
  return { ...asked, ...followed };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function lookAtTable(table: Table, asked: Asked) {
  const shards = [...new Set(asked.accounts.map(({ id }) => id.slice(-1)))];
  const [known, incidents] = await Promise.all([
    Promise.all(asked.regions.map((region) => findCoverage(table, region, shards))),
    findTouched(table, asked.at),
  ]);
  return seenSoFar(asked, { known: known.flat(), incidents, now: new Date() });
}

/**
 * Every incident that was opened or seen again since. A whole incident takes repeats for an hour, so it may be
 * older; one that is not whole may be of any age. Three Queries, for an organization of any size.
 */
async function findTouched(table: Table, since: string): Promise<readonly IncidentSummary[]> {
  const recently = new Date(Date.parse(since) - TAKES_REPEATS_MS).toISOString();
  const found = await Promise.all(
    [{ since: recently }, { state: 'open' as const }, { state: 'escalated' as const }].map(
      (question) => newestIncidents(table, question),
    ),
  );
  const byId = new Map(found.flat().map((incident) => [incident.id, incident]));
  return [...byId.values()].filter(({ lastSeenAt }) => lastSeenAt >= since);
}

const TAKES_REPEATS_MS = 24 * 3_600_000;
