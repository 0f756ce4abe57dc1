import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import type { Message } from './message';
import type { Queue } from './queue';
import { movedToDeadLetters } from './redrive';
import { hide } from './visibility';

export interface Received {
  readonly message: Message;
  readonly receiptHandle: string;
}

export interface Receiving {
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
    else received.push(hand(world, queue, { message, visibilitySeconds }));
  }
  return received;
}

interface Handing {
  readonly message: Message;
  readonly visibilitySeconds: number;
}

function hand(world: World, queue: Queue, { message, visibilitySeconds }: Handing): Received {
  message.receiveCount += 1;
  message.firstReceivedAt ??= world.now();
  const receiptHandle = Buffer.from(`${randomUUID()} ${queue.arn} ${message.id}`).toString(
    'base64',
  );
  queue.receipts.set(receiptHandle, message.id);
  hide(queue, { message, receiptHandle, seconds: visibilitySeconds });
  return { message, receiptHandle };
}
