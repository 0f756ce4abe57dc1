import { responderArn } from '../../services/cli/bench/restore-latency';
import { type Local, signalsArn } from '../../services/cli/local/local';
import { until } from '../../services/cli/local/until';
import type { Feed } from '../../services/sandbox/core/feed';
import { findFunction } from '../../services/sandbox/lambda/invoke';
import { expireVisibility, inFlight } from '../../services/sandbox/sqs/visibility';

/** How many messages wait, and how many are out. */
interface Load {
  readonly waiting: number;
  readonly out: number;
}

/**
 * Waits until nothing is queued and the responder does nothing. A message that is to come back in
 * some seconds, or was left behind by a responder that died, comes back at once.
 */
export function quiet(local: Local): Promise<void> {
  const { world } = local.sandbox;
  const queue = world.sqs.queues.get(signalsArn(local));
  if (!queue) throw new Error(`There is no queue ${signalsArn(local)}.`);
  const responder = findFunction(world, responderArn(local));
  const isWorking = (): boolean =>
    responder.waiting.length > 0 || [...responder.environments].some(({ current }) => current);
  const look = (): Load => {
    const out = inFlight(queue);
    const load = { waiting: queue.visible.size, out };
    if (out > 0 && !isWorking()) expireVisibility(world, queue.arn);
    return load;
  };
  return untilEmpty({ look, feed: world.feed });
}

/**
 * However slow the machine is, it is waited for while anything is done in the sandbox. What does nothing for
 * `withinMs`, or goes on for ten times as long, hangs.
 */
export async function untilEmpty(
  { look, feed }: { readonly look: () => Load; readonly feed: Pick<Feed, 'watch'> },
  { withinMs = 40_000, forMs = 100 } = {},
): Promise<void> {
  let load = look();
  let since = performance.now();
  let done = 0;
  const unwatch = feed.watch(() => {
    done += 1;
  });
  const what = () =>
    `the responder has nothing left to do: ${load.waiting} messages wait, ${load.out} are out`;
  await until(
    async () => {
      load = look();
      const isBusy = load.waiting + load.out > 0;
      if (isBusy) since = performance.now();
      return !isBusy && performance.now() - since > forMs;
    },
    { what, withinMs, progress: () => done },
  ).finally(unwatch);
}
