import { lambdaOf } from '../../sandbox/lambda/state';
import { type Local, signalsArn } from './local';
import { until } from './until';

/**
 * Nothing can be received and no function runs: only the clock can bring more. Messages that are to come later
 * still wait. Rejects when the functions never come to rest.
 */
export async function still(local: Local): Promise<void> {
  const { world } = local.sandbox;
  const queue = world.sqs.queues.get(signalsArn(local));
  let since = performance.now();
  await until(
    async () => {
      const isBusy =
        (queue?.visible.size ?? 0) > 0 ||
        [...lambdaOf(world).functions.values()].some(
          ({ waiting, environments }) =>
            waiting.length > 0 || [...environments].some(({ current }) => current !== undefined),
        );
      if (isBusy) since = performance.now();
      return performance.now() - since > QUIET_MS;
    },
    { what: 'the functions have nothing left to do', withinMs: 120_000 },
  );
}

const QUIET_MS = 40;
