import { openQueue } from '../../../shared/aws/queue';
import { trailByArn } from '../../sandbox/cloudtrail/find-trail';
import { stopLogging } from '../../sandbox/cloudtrail/logging';
import { mainTrailOf } from '../local/drill-subject';
import { type Local, settled, signalsUrl, startLocal } from '../local/local';
import { stopEvent } from '../local/stop-event';
import type { Figure } from './figure';
import { leaveAlone } from './leave-alone';

const ACCOUNTS = 1_000;
const DUPLICATES = 100;

/** One responder, no latency, and nobody else at work: a thousand accounts stopped at once, every tenth event delivered twice. */
export async function benchThroughput(): Promise<readonly Figure[]> {
  const local = await startLocal({
    kinds: ['trail'],
    accounts: ACCOUNTS,
    regions: ['us-east-1'],
    concurrentBatches: 1,
  });
  try {
    const { world } = local.sandbox;
    const accounts = local.organization.memberAccountIds;
    await settled(local, 120_000);
    leaveAlone(local);
    const trails = accounts.map((accountId) => mainTrailOf(local, accountId));
    for (const { id } of trails) {
      const trail = trailByArn(world, id);
      if (trail) stopLogging(trail, world.now());
    }
    const bodies = trails.map(stopEvent);
    const startedAt = performance.now();
    await send(local, [...bodies, ...bodies.slice(0, DUPLICATES)]);
    await settled(local, 300_000);
    const seconds = (performance.now() - startedAt - 150) / 1_000;
    const restored = trails.filter(({ id }) => trailByArn(world, id)?.logging.isLogging);
    const signals = ACCOUNTS + DUPLICATES;
    return [
      {
        name: 'signals a second of one responder, recorded',
        measured: `${(signals / seconds).toFixed(0)} (${signals} signals in ${seconds.toFixed(1)} s)`,
        baseline: 'zero latency, sandbox and responder on this machine',
      },
      {
        name: 'trails that log again',
        measured: String(restored.length),
        baseline: `${ACCOUNTS} stopped`,
        ratio: ACCOUNTS / restored.length,
        limit: 1,
      },
    ];
  } finally {
    await local.close();
  }
}

async function send(local: Local, bodies: readonly string[]): Promise<void> {
  const queue = openQueue(local.administrator(local.organization.securityAccountId));
  for (let first = 0; first < bodies.length; first += 100) {
    await Promise.all(
      bodies.slice(first, first + 100).map((body) => queue.send(signalsUrl(local), body)),
    );
  }
}
