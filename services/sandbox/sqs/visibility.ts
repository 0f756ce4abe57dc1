import type { World } from '../core/service';
import type { Message } from './message';
import type { Queue } from './state';

interface Hiding {
  readonly message: Message;
  readonly receiptHandle: string | undefined;
  readonly seconds: number;
}

/** The message is not received until the time is over; then it is visible by itself. */
export function hide(queue: Queue, { message, receiptHandle, seconds }: Hiding): void {
  const waiting = queue.clock.after(seconds * 1000, () => reveal(queue, message.id));
  queue.hidden.set(message.id, { message, receiptHandle, waiting });
}

/** The message is visible again, now. Does nothing if it is not hidden. */
export function reveal(queue: Queue, messageId: string): void {
  const hidden = unhide(queue, messageId);
  if (hidden !== undefined) show(queue, hidden);
}

/** Takes the message out of hiding without showing it: it was deleted or hides anew. */
export function unhide(queue: Queue, messageId: string): Message | undefined {
  const hidden = queue.hidden.get(messageId);
  if (hidden === undefined) return undefined;
  hidden.waiting.cancel();
  queue.hidden.delete(messageId);
  if (hidden.receiptHandle !== undefined) queue.visible.settled(hidden.message);
  return hidden.message;
}

export function show(queue: Queue, message: Message): void {
  queue.visible.add(message);
  for (const wake of [...queue.waiting]) wake();
}

/** How many were received and are neither deleted nor visible again; a delayed message is not among them. */
export const inFlight = (queue: Queue): number =>
  [...queue.hidden.values()].filter(({ receiptHandle }) => receiptHandle !== undefined).length;

/** For tests: every message that was received is visible at once, as if its time were over. Delayed ones wait on. */
export function expireVisibility(world: World, queueArn: string): void {
  const queue = queueAt(world, queueArn);
  for (const [messageId, { receiptHandle }] of [...queue.hidden]) {
    if (receiptHandle !== undefined) reveal(queue, messageId);
  }
}

/** For tests: messages that were delayed and never received are lost. */
export function dropDelayed(world: World, queueArn: string): void {
  const queue = queueAt(world, queueArn);
  for (const [messageId, { receiptHandle }] of [...queue.hidden]) {
    if (receiptHandle === undefined) unhide(queue, messageId);
  }
}

function queueAt(world: World, arn: string): Queue {
  const queue = world.sqs.queues.get(arn);
  if (queue === undefined) throw new Error(`sandbox: there is no queue ${arn}`);
  return queue;
}
