import type { Queue } from './queue';

/** Forgets every message, seen or unseen. AWS takes up to a minute; the sandbox does it at once. */
export function purgeQueue(queue: Queue): void {
  for (const { message, receiptHandle, timer } of queue.hidden.values()) {
    clearTimeout(timer);
    if (receiptHandle !== undefined) queue.visible.settled(message);
  }
  queue.hidden.clear();
  queue.receipts.clear();
  queue.visible.clear();
}
