import { type Local, queuesOf } from '../../services/cli/local/local';
import { restOf } from '../../services/cli/local/still';
import { until } from '../../services/cli/local/until';
import { type Feed, hooks } from '../../services/sandbox';

/** The number of messages that wait, and of those that are being worked on. */
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
  const look = (): Load => {
    const { waiting, isRunning } = restOf(local);
    const out = queuesOf(local).reduce((sum, queue) => sum + hooks.sqs.inFlight(queue), 0);
    if (out > 0 && !isRunning)
      for (const { arn } of queuesOf(local)) hooks.sqs.expireVisibility(world, arn);
    return { waiting, out };
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
