import { onClose } from '../core/on-close';
import type { World } from '../core/world';
import { expireObjects } from './objects/expire-objects';

const DAY_MS = 24 * 60 * 60_000;

/** From now on what lifecycle rules say is done once a day, at midnight in UTC of the world's clock. */
export function keepLifecycles(world: World): void {
  const untilMidnight = () => DAY_MS - (world.now().getTime() % DAY_MS);
  const tick = (): void => {
    waiting = world.clock.after(untilMidnight(), tick);
    for (const bucket of world.s3.buckets.values()) expireObjects(bucket, world.now());
  };
  let waiting = world.clock.after(untilMidnight(), tick);
  onClose(world, () => waiting.cancel());
}
