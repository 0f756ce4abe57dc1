import type { World } from '../core/service';
import { purgeQueue } from './purge-queue';
import type { Queue } from './queue';

export function deleteQueue(world: World, queue: Queue): void {
  purgeQueue(queue);
  world.sqs.queues.delete(queue.arn);
  for (const wake of queue.waiting) wake();
}
