import type { Queue } from './queue';

/** Forgets every message, seen or unseen. AWS takes up to a minute; the sandbox does it at once. */
export function purgeQueue(queue: Queue): void {
  for (const { message, receiptHandle, waiting } of queue.hidden.values()) {
    waiting.cancel();
    if (receiptHandle !== undefined) queue.visible.settled(message);
  }
  queue.hidden.clear();
  queue.receipts.clear();
  queue.visible.clear();
}
