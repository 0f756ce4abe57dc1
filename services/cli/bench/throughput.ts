import { hooks } from '../../sandbox';
import { mainTrailOf } from '../local/drill-subject';
import { incidentsIn, inLocal, type Local, settled } from '../local/local';
import { stopEvent } from '../local/stop-event';
import { until } from '../local/until';
import type { Figure } from './figure';
import { leaveAlone } from './leave-alone';
import { tellBus } from './tell-bus';

const ACCOUNTS = 1_000;
const DUPLICATES = 100;

/** One responder, no latency, and no other work: a thousand accounts stopped at once, every tenth event delivered twice. */
export function benchThroughput(): Promise<readonly Figure[]> {
  const options = { kinds: ['trail'], regions: ['us-east-1'], concurrentBatches: 1 } as const;
  return inLocal({ ...options, accounts: ACCOUNTS }, async (local) => {
    const { world } = local.sandbox;
    const accounts = local.organization.memberAccountIds;
    await settled(local, 120_000);
    leaveAlone(local);
    const trails = accounts.map((accountId) => mainTrailOf(local, accountId));
    for (const { id } of trails) {
      const trail = hooks.cloudtrail.trailByArn(world, id);
      if (trail) hooks.cloudtrail.stopLogging(trail, world.now());
    }
    const bodies = trails.map(stopEvent);
    const startedAt = performance.now();
    tellBus(local, [...bodies, ...bodies.slice(0, DUPLICATES)]);
    const restored = () =>
      trails.filter(({ id }) => hooks.cloudtrail.trailByArn(world, id)?.logging.isLogging);
    // The queue does not become empty for minutes: each place is watched from now on.
    await until(
      async () => restored().length === ACCOUNTS && (await restoredIncidents(local)) >= ACCOUNTS,
      {
        what: () => `${ACCOUNTS} trails log and are on record; ${restored().length} log`,
        withinMs: 60_000,
        everyMs: 250,
        progress: () => restored().length,
      },
    );
    const seconds = (performance.now() - startedAt) / 1_000;
    return [
      {
        name: 'trails a second of one responder, started again and on record',
        measured: `${(ACCOUNTS / seconds).toFixed(0)} (${ACCOUNTS} of ${ACCOUNTS + DUPLICATES} signals in ${seconds.toFixed(1)} s)`,
        baseline: 'zero latency, sandbox and responder on this machine',
      },
      {
        name: 'trails that log again',
        measured: String(restored().length),
        baseline: `${ACCOUNTS} stopped`,
        ratio: ACCOUNTS / restored().length,
        limit: 1,
      },
    ];
  });
}

const restoredIncidents = async (local: Local): Promise<number> =>
  (await incidentsIn(local, { state: 'restored' })).length;
