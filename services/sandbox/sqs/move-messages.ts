import { randomUUID } from 'node:crypto';
import type { World } from '../core/world';
import type { Message } from './message';
import type { MoveTask } from './move-task';
import type { Queue } from './queue';
import { show } from './visibility';

/**
 * Sends what is visible in a dead-letter queue back, each message to the queue it came from or all
 * to one. AWS does it in the background with a chosen speed; the sandbox at once.
 */
export function moveMessages(world: World, source: Queue, destinationArn?: string): MoveTask {
  const waiting = takeAll(source);
  const stuck: Message[] = [];
  for (const message of waiting) {
    const to = world.sqs.queues.get(destinationArn ?? message.deadLetterSourceArn ?? '');
    if (to === undefined) stuck.push(message);
    else
      show(to, {
        ...message,
        receiveCount: 0,
        firstReceivedAt: undefined,
        deadLetterSourceArn: undefined,
      });
  }
  for (const message of stuck) show(source, message);
  const task: MoveTask = {
    handle: Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn })).toString(
      'base64',
    ),
    sourceArn: source.arn,
    destinationArn,
    startedAt: world.now(),
    toMove: waiting.length,
    moved: waiting.length - stuck.length,
    status: stuck.length === 0 ? 'COMPLETED' : 'FAILED',
    failureReason: stuck.length === 0 ? undefined : 'CouldNotDetermineMessageSource',
  };
  world.sqs.moveTasks.unshift(task);
  return task;
}

function takeAll(queue: Queue): readonly Message[] {
  const messages: Message[] = [];
  for (let next = queue.visible.take(); next !== undefined; next = queue.visible.take()) {
    queue.visible.settled(next);
    messages.push(next);
  }
  return messages;
}
