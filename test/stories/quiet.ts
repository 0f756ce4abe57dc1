import { responderArn } from '../../services/cli/bench/restore-latency';
import { type Local, signalsArn } from '../../services/cli/local/local';
import { until } from '../../services/cli/local/until';
import { findFunction } from '../../services/sandbox/lambda/invoke';
import { expireVisibility, inFlight } from '../../services/sandbox/sqs/visibility';

/**
 * Waits until nothing is queued and the responder does nothing. A message that is to come back in
 * some seconds, or was left behind by a responder that died, comes back at once.
 */
export async function quiet(local: Local): Promise<void> {
  const { world } = local.sandbox;
  const queue = world.sqs.queues.get(signalsArn(local));
  if (!queue) throw new Error(`There is no queue ${signalsArn(local)}.`);
  const responder = findFunction(world, responderArn(local));
  const isWorking = (): boolean =>
    responder.waiting.length > 0 || [...responder.environments].some(({ current }) => current);
  let since = performance.now();
  await until(
    async () => {
      const out = inFlight(queue);
      if (queue.visible.size + out > 0) since = performance.now();
      if (out > 0 && !isWorking()) expireVisibility(world, queue.arn);
      return performance.now() - since > 100;
    },
    { what: 'the responder has nothing left to do', withinMs: 40_000 },
  );
}
