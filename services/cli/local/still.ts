import { hooks } from '../../sandbox';
import { type Local, queuesOf } from './local';
import { until } from './until';

/**
 * Nothing can be received and no function runs: only the clock can bring more. Messages that are to come later
 * still wait. Where the functions do not come to rest: rejects after two minutes, or gives up waiting after `atMostMs`.
 */
export async function still(local: Local, atMostMs = Number.POSITIVE_INFINITY): Promise<void> {
  const began = performance.now();
  let turns = 0;
  await until(
    async () => {
      const { waiting, isRunning } = restOf(local);
      const isBusy = waiting > 0 || isRunning;
      turns = isBusy ? 0 : turns + 1;
      return turns > QUIET_TURNS || performance.now() - began > atMostMs;
    },
    { what: 'the functions have nothing left to do', withinMs: 120_000 },
  );
}

/** The work at this moment: messages that can be received, and whether any function has work or is about to. */
export interface Rest {
  readonly waiting: number;
  readonly isRunning: boolean;
}

/** How near the organization is to rest. Throws where it has no queue for the responder. */
export function restOf(local: Local): Rest {
  const { world } = local.sandbox;
  const waiting = queuesOf(local).reduce((sum, { visible }) => sum + visible.size, 0);
  const { functions, gathering } = hooks.lambda.state(world);
  const isRunning = [...functions.values()].some(
    ({ waiting, environments }) =>
      waiting.length > 0 || [...environments].some(({ current }) => current !== undefined),
  );
  return { waiting, isRunning: isRunning || gathering > 0 };
}

/** Turns of this process, and not time: on a busy machine a pause only means that another process had its turn. */
const QUIET_TURNS = 8;
