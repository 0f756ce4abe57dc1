import { setTimeout as wait } from 'node:timers/promises';
import { findCoverage, readSweep } from '../../../../shared/aws/coverage/find-coverage';
import type { KnownCoverage } from '../../../../shared/domain/coverage';
import { hooks } from '../../../sandbox';
import { accountsOf, type Local, startCold, tableOf } from '../../local/local';
import type { Units } from './slice';
import { type Watched, type Work, watchWarden } from './watched';

export interface Run extends Pick<Watched, 'calls' | 'throttled' | 'ofMembers' | 'metrics'> {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly sweeper: Work;
  readonly work: Work;
  readonly units: Readonly<Units>;
  /** What `status` reads when all places had been looked at, or time was up. */
  readonly known: readonly KnownCoverage[];
}

/** One sweep, from the schedule to the last row of coverage; every function starts cold. */
export async function runSweep(local: Local, units: Readonly<Units>): Promise<Run> {
  const { sandbox, organization } = local;
  const { world } = sandbox;
  const { regions } = world;
  const accounts = accountsOf(local);
  startCold(local);
  const watched = watchWarden(sandbox, organization.securityAccountId);
  const before = { ...units };
  const startedAt = world.now().getTime();
  await sweep(local);
  await allLooked(watched, accounts.length * regions.length);
  const { read, written } = units;
  watched.end();
  return {
    ...{ startedAt, endedAt: world.now().getTime(), accounts, regions },
    sweeper: watched.workOf('trailwarden-sweeper'),
    work: watched.workOf('trailwarden-responder'),
    calls: watched.calls,
    throttled: watched.throttled,
    ofMembers: watched.ofMembers,
    metrics: watched.metrics,
    units: { read: read - before.read, written: written - before.written },
    known: await readKnown(local),
  };
}

/** The schedule's call of the sweeper. Rejects where it failed. */
export async function sweep({ sandbox, organization }: Local): Promise<void> {
  const { homeRegion, securityAccountId } = organization;
  const arn = `arn:aws:lambda:${homeRegion}:${securityAccountId}:function:trailwarden-sweeper`;
  const swept = await hooks.lambda.invoke(sandbox, arn, {});
  if (swept.kind === 'failed') throw new Error(`The sweeper failed: ${swept.errorMessage}`);
}

/** Until every place was looked at, or two minutes after the last was asked for. */
async function allLooked({ looked }: Watched, places: number): Promise<void> {
  const until = performance.now() + 120_000;
  while (looked.size < places && performance.now() < until) await wait(250);
}

async function readKnown(local: Local): Promise<readonly KnownCoverage[]> {
  const { regions } = local.sandbox.world;
  const table = tableOf(local);
  // One call alone: the SDK corrects its clock by one refusal, and gives up the others that were under way.
  await readSweep(table);
  const found = regions.map((region) => findCoverage(table, region));
  return (await Promise.all(found)).flat();
}
