import { setTimeout as wait } from 'node:timers/promises';
import { findCoverage } from '../../../../shared/aws/coverage/find-coverage';
import { openTable as openRealTable } from '../../../../shared/aws/table/table';
import type { KnownCoverage } from '../../../../shared/domain/coverage';
import type { Bundles } from './bundles';
import { type Endpoints, startEndpoints } from './endpoints';
import { type Invoked, startEnvironment } from './environment';
import { functionEnv } from './function-env';
import { type Fault, SECURITY } from './members';
import { type Responders, startResponders, type Work } from './responders';
import { HOME, type SweepScale } from './scale';
import { openSignalsQueue, type SignalsQueue } from './signals-queue';
import { openTable, type StoredItem, type Table } from './table';

export interface Setting {
  readonly bundles: Bundles;
  readonly scale: SweepScale;
  readonly share: number;
  /** Fills the table before the sweep. */
  readonly fill: (table: Table) => void;
  /** None: all that is asked for counts as looked at. */
  readonly environments: number;
  readonly faultOf: (accountId: string) => Fault | undefined;
}

export interface Run {
  readonly startedAt: number;
  readonly sweeper: Invoked;
  readonly work: Work;
  readonly calls: Endpoints['calls'];
  readonly throttled: Endpoints['throttled'];
  readonly units: ReturnType<Table['units']>;
  /** What `status` reads when all places had been looked at, or time was up. */
  readonly known: readonly KnownCoverage[];
}

/** One sweep, from the schedule to the last row of coverage. */
export async function runSweep(setting: Setting): Promise<Run> {
  const { bundles, scale, share, faultOf } = setting;
  const table = openTable();
  setting.fill(table);
  let responders: Responders | undefined;
  const queue: SignalsQueue = openSignalsQueue(() =>
    responders ? responders.wake() : sink(queue),
  );
  const endpoints = await startEndpoints({ scale, share, queue, table, faultOf });
  const env = functionEnv(endpoints.url, scale);
  if (setting.environments > 0) {
    const responder = { file: bundles.responder, env, timeoutMs: 30_000 };
    responders = startResponders(setting.environments, responder, () => queue);
  }
  const sweeper = startEnvironment({ file: bundles.sweeper, env, timeoutMs: 900_000 });
  try {
    const startedAt = Date.now();
    const before = table.units();
    const swept = await sweeper.invoke({});
    if (swept.error) throw new Error(`The sweeper failed: ${swept.error}`);
    const places = scale.accounts * scale.regions.length;
    if (responders) await allLooked(table, startedAt, places);
    const { read, written } = table.units();
    return {
      startedAt,
      sweeper: swept,
      work: responders?.account() ?? NOTHING,
      calls: new Map(endpoints.calls),
      throttled: new Map(endpoints.throttled),
      units: { read: read - before.read, written: written - before.written },
      known: await readKnown(endpoints.url, scale),
    };
  } finally {
    sweeper.close();
    responders?.close();
    await endpoints.close();
  }
}

const NOTHING: Work = {
  ...{ batches: 0, killed: 0, billedMs: 0 },
  ...{ cpuMs: 0, peakKb: 0, loggedBytes: 0 },
};

function sink(queue: SignalsQueue): void {
  for (const message of queue.take(0)) queue.done(message);
}

/** Until every place was looked at, or two minutes after the last was asked for. */
async function allLooked(table: Table, startedAt: number, places: number): Promise<void> {
  const since = new Date(startedAt).toISOString();
  const until = performance.now() + 120_000;
  const isNew = ({ kind, lookedAt }: StoredItem) =>
    kind?.S === 'coverage' && String(lookedAt?.S) >= since;
  while (table.all().filter(isNew).length < places && performance.now() < until) await wait(250);
}

async function readKnown(
  endpoint: string,
  { regions }: SweepScale,
): Promise<readonly KnownCoverage[]> {
  const credentials = { accessKeyId: `AKIA${SECURITY}`, secretAccessKey: 'example' };
  const table = openRealTable('trailwarden', { endpoint, region: HOME, credentials });
  return (await Promise.all(regions.map((region) => findCoverage(table, region)))).flat();
}
