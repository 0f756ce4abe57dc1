import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { openAccountPages } from '../../shared/aws/coverage/account-pages';
import { advanceSweep, claimSweep, restartListing } from '../../shared/aws/coverage/coverage';
import { allCoverage, findCoverage } from '../../shared/aws/coverage/find-coverage';
import { openQueueDepth } from '../../shared/aws/coverage/queue-depth';
import { openChecks } from '../../shared/aws/coverage/send-checks';
import { findHeartbeats } from '../../shared/aws/heartbeat/find-heartbeats';
import { openPace } from '../../shared/aws/pace';
import { openTable, type Table } from '../../shared/aws/table/table';
import { openTicks } from '../../shared/aws/ticks/take-ticks';
import { findTicks, keepTicks } from '../../shared/aws/ticks/ticks-row';
import { findWatches, leaveWatch } from '../../shared/aws/watch/watches';
import type { KnownCoverage } from '../../shared/domain/coverage';
import type { WatchedPlace } from '../../shared/domain/watch';
import { waitForRoom } from '../../shared/watch/coverage/wait-for-room';
import { readTick } from '../../shared/watch/heartbeat/read-tick';
import { begin, isDeparting } from '../../shared/watch/series';
import { watchCheck } from '../../shared/watch/watch-check';
import type { Beating } from './beats';
import { LIST_ACCOUNTS, listPaced } from './list-paced';
import { forgetLeft, type Listening } from './listen';
import { tell } from './measure';
import type { Minute } from './minute';
import type { Settings } from './settings';
import type { Sweeper } from './sweep';

/** One invocation as Lambda tells of it. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** With the counts after a sweep. */
export interface CountingSweeper extends Sweeper, Minute, Listening, Beating {
  readonly coverage: (regions: readonly string[]) => AsyncIterable<readonly KnownCoverage[]>;
}

/** The sweeper as it runs in Lambda; clients live as long as the environment. */
export function wire(settings: Settings): (invocation: Invocation) => CountingSweeper {
  const { signalsUrl, ticksUrl, regions, everyMinutes, beatEvery } = settings;
  const now = () => new Date();
  const table = openTable(settings.table);
  const ask = openChecks(signalsUrl);
  const waiting = openQueueDepth(signalsUrl);
  const takeMessages = openTicks(ticksUrl);
  const rows: Pick<Listening, 'ticksKept' | 'keepTicks'> = {
    ticksKept: () => findTicks(table, regions),
    keepTicks: (ticking, before) => keepTicks(table, ticking, before),
  };
  const clock = { now: () => performance.now(), wait: (ms: number) => wait(ms) };
  const accountsFrom = listPaced(openAccountPages(), openPace(LIST_ACCOUNTS, clock));
  return ({ awsRequestId, invokedFunctionArn, getRemainingTimeInMillis }) => {
    const home = placeOf(invokedFunctionArn);
    return {
      now,
      home,
      everyMinutes,
      claim: (onlyWanted = false) =>
        claimSweep(table, { owner: awsRequestId, now: now(), regions, everyMinutes, onlyWanted }),
      due: (dueBy) => findWatches(table, { dueBy }),
      askIn: ask,
      tellSilent: (places) => tell({ PlacesSilent: [places] }, now()),
      tellUnheard: (since) =>
        process.stdout.write(`${JSON.stringify({ kind: 'no ticks', since })}\n`),
      tellUnanswered: (since) =>
        process.stdout.write(`${JSON.stringify({ kind: 'no heartbeats', since })}\n`),
      takeTicks: async () => {
        const { messages, forget } = await takeMessages();
        const read = messages.map(({ body, senderId }) => readTick(body, regions, senderId));
        return { ticks: read.flatMap((tick) => tick ?? []), forget };
      },
      ...rows,
      beatsKept: async () =>
        (await Promise.all(regions.map((region) => findHeartbeats(table, region)))).flat(),
      coverageOf: (places) => coverageAround(table, places),
      waiting,
      chance: () => randomInt(2 ** 32) / 2 ** 32,
      beatEvery,
      accountsFrom,
      restart: (sweep) => restartListing(table, sweep),
      ask,
      room: () => waitForRoom({ waiting, ...clock }),
      advance: (sweep, progress) => advanceSweep(table, sweep, progress),
      owedTo: (begunBy) => owedTo(table, { regions, begunBy }),
      endLeft: async (accountId, begunBy) => {
        const at = { at: begunBy, why: 'the organization does not list it any more' };
        const watch = begin({ accountId, region: home.region }, at, begunBy);
        if (await leaveWatch(table, watch)) await ask([watchCheck([watch])]);
      },
      forgetLeft: (listed, listedFrom) => forgetLeft(rows, listed, listedFrom),
      leftMs: getRemainingTimeInMillis,
      coverage: (wanted) => allCoverage(table, wanted),
    };
  };
}

/** Whole partitions: one query for each of many places would take longer than the minute. */
async function coverageAround(
  table: Table,
  places: readonly WatchedPlace[],
): Promise<readonly KnownCoverage[]> {
  const shards = new Map<string, Set<string>>();
  for (const { accountId, region } of places) {
    shards.set(region, (shards.get(region) ?? new Set()).add(accountId.slice(-1)));
  }
  const found = [...shards].map(([region, some]) => findCoverage(table, region, [...some]));
  return (await Promise.all(found)).flat();
}

/**
 * The accounts in which something could not be done, by then: an account that a list merely missed is looked at all
 * the same. Nothing is known about what began later: the account may have come back.
 */
async function owedTo(
  table: Table,
  { regions, begunBy }: { readonly regions: readonly string[]; readonly begunBy: string },
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const departing = new Set<string>();
  for (const watch of await findWatches(table)) {
    const { accountId, owedSince, startedAt } = watch;
    if (owedSince && startedAt <= begunBy) found.add(accountId);
    if (isDeparting(watch, begunBy)) departing.add(accountId);
  }
  for await (const looks of allCoverage(table, regions)) {
    for (const { accountId, coverage, lookedAt } of looks) {
      if (coverage.kind === 'unreachable' && lookedAt <= begunBy) found.add(accountId);
    }
  }
  // Its close looks go on for an hour, and end what is owed.
  return new Set([...found].filter((accountId) => !departing.has(accountId)));
}

/** `arn:aws:lambda:us-east-1:222233334444:function:trailwarden-sweeper`: it runs where the bus is. */
function placeOf(functionArn: string): WatchedPlace {
  const [, , , region = '', accountId = ''] = functionArn.split(':');
  return { accountId, region };
}
