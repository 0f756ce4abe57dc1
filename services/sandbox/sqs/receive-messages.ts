import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import type { Message } from './message';
import { movedToDeadLetters } from './redrive';
import { refuse } from './refusals';
import type { Queue } from './state';
import { hide, unhide } from './visibility';

export interface Received {
  readonly message: Message;
  readonly receiptHandle: string;
}

interface Receiving {
  readonly max: number;
  readonly visibilitySeconds: number;
}

/** Takes what is visible now, without waiting; each message is hidden until deleted or its time is over. */
export function receiveMessages(
  world: World,
  queue: Queue,
  { max, visibilitySeconds }: Receiving,
): readonly Received[] {
  const received: Received[] = [];
  while (received.length < max) {
    const message = queue.visible.take();
    if (message === undefined) break;
    if (movedToDeadLetters(world, queue, message)) queue.visible.settled(message);
    else received.push(hand(world, queue, message, visibilitySeconds));
  }
  return received;
}

function hand(world: World, queue: Queue, message: Message, seconds: number): Received {
  message.receiveCount += 1;
  message.firstReceivedAt ??= world.now();
  const receiptHandle = Buffer.from(`${randomUUID()} ${queue.arn} ${message.id}`).toString(
    'base64',
  );
  queue.receipts.set(receiptHandle, message.id);
  hide(queue, { message, receiptHandle, seconds });
  return { message, receiptHandle };
}

/**
 * Forgets a received message. Deleting one that is already gone succeeds. With an old handle of a
 * message that was received again since, AWS "might not" delete; the sandbox does not.
 * [D] AWSSimpleQueueService/latest/APIReference/API_DeleteMessage
 */
export function deleteMessage(queue: Queue, receiptHandle: string): void {
  if (!isOfQueue(queue, receiptHandle)) throw refuse.receiptHandleIsInvalid(receiptHandle);
  const messageId = queue.receipts.get(receiptHandle);
  queue.receipts.delete(receiptHandle);
  if (messageId === undefined) return;
  if (queue.hidden.get(messageId)?.receiptHandle === receiptHandle) unhide(queue, messageId);
}

/** A handle names its queue, so one that was made up, or belongs elsewhere, is told apart from an old one. */
export function isOfQueue(queue: Queue, receiptHandle: string): boolean {
  return Buffer.from(receiptHandle, 'base64').toString().split(' ')[1] === queue.arn;
}
