import { accountsOf, type Local, signalsArn } from './local';
import { until } from './until';

/** Nothing is queued and no function runs: what is measured next is measured alone. */
export async function settled(local: Local, withinMs = 60_000): Promise<void> {
  const { world } = local.sandbox;
  const queue = world.sqs.queues.get(signalsArn(local));
  if (!queue) throw new Error(`There is no queue ${signalsArn(local)}.`);
  let quietSince = performance.now();
  await until(
    async () => {
      if (queue.visible.size > 0 || queue.hidden.size > 0) quietSince = performance.now();
      return performance.now() - quietSince > 150;
    },
    { what: `${accountsOf(local).length} accounts are quiet`, withinMs },
  );
}
