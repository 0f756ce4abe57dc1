import { setTimeout as wait } from 'node:timers/promises';
import { openAccountPages } from '../../shared/aws/coverage/account-pages';
import { allCoverage } from '../../shared/aws/coverage/all-coverage';
import { advanceSweep, claimSweep, restartListing } from '../../shared/aws/coverage/claim-sweep';
import { openQueueDepth } from '../../shared/aws/coverage/queue-depth';
import { openChecks } from '../../shared/aws/coverage/send-checks';
import { openTable } from '../../shared/aws/table/table';
import { openTicks } from '../../shared/aws/ticks/take-ticks';
import { findTicks, keepTicks } from '../../shared/aws/ticks/ticks-row';
import { endWatches } from '../../shared/aws/watch/end-watches';
import { findWatches } from '../../shared/aws/watch/find-watches';
import type { KnownCoverage } from '../../shared/domain/coverage';
import type { Watch, WatchedPlace } from '../../shared/domain/watch';
import { readTick } from '../../shared/heartbeat/read-tick';
import { LIST_ACCOUNTS, listPaced } from './list-paced';
import { forgetLeft, type Listening } from './listen';
import type { Minute } from './minute';
import { openPace } from './pace';
import type { Settings } from './settings';
import type { Sweeper } from './sweep';
import { waitForRoom } from './wait-for-room';

/** One invocation as Lambda tells of it. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** With what is counted after a sweep. */
export interface CountingSweeper extends Sweeper, Minute, Listening {
  readonly coverage: (regions: readonly string[]) => AsyncIterable<readonly KnownCoverage[]>;
}

/** The sweeper as it runs in Lambda; clients live as long as the environment. */
export function wire(settings: Settings): (invocation: Invocation) => CountingSweeper {
  const { signalsUrl, ticksUrl, regions, everyMinutes } = settings;
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
  return ({ awsRequestId, invokedFunctionArn, getRemainingTimeInMillis }) => ({
    now,
    home: placeOf(invokedFunctionArn),
    claim: (onlyWanted = false) =>
      claimSweep(table, { owner: awsRequestId, now: now(), regions, everyMinutes, onlyWanted }),
    due: (dueBy) => findWatches(table, { dueBy }),
    askIn: ask,
    takeTicks: async () => {
      const { messages, forget } = await takeMessages();
      const read = messages.map(({ body, senderId }) => readTick(body, regions, senderId));
      return { ticks: read.flatMap((tick) => tick ?? []), forget };
    },
    ...rows,
    accountsFrom,
    restart: (sweep) => restartListing(table, sweep),
    ask,
    room: () => waitForRoom({ waiting, ...clock }),
    advance: (sweep, progress) => advanceSweep(table, sweep, progress),
    endOthers: async (listed, begunBy) => {
      const at = now().toISOString();
      // Only where something could not be done: whom the list merely missed is looked at all the same.
      const isOver = ({ accountId, owedSince }: Watch) => !!owedSince && !listed.has(accountId);
      const ended = await endWatches(table, { at, begunBy, isOver });
      await forgetLeft(rows, listed, begunBy);
      return [...new Set(ended.map(({ accountId }) => accountId))];
    },
    leftMs: getRemainingTimeInMillis,
    coverage: (wanted) => allCoverage(table, wanted),
  });
}

/** `arn:aws:lambda:us-east-1:222233334444:function:trailwarden-sweeper`: it runs where the bus is. */
function placeOf(functionArn: string): WatchedPlace {
  const [, , , region = '', accountId = ''] = functionArn.split(':');
  return { accountId, region };
}
