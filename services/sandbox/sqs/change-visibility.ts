import { isOfQueue } from './delete-message';
import type { Queue } from './queue';
import { refuse } from './refusals';
import { hide, reveal } from './visibility';

/** Hides an in-flight message for so many seconds from now; 0 shows it at once. */
export function changeVisibility(queue: Queue, receiptHandle: string, seconds: number): void {
  if (!isOfQueue(queue, receiptHandle)) throw refuse.receiptHandleIsInvalid(receiptHandle);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 43_200) {
    throw refuse.invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.`,
    );
  }
  const messageId = queue.receipts.get(receiptHandle);
  const hidden = messageId === undefined ? undefined : queue.hidden.get(messageId);
  if (hidden?.receiptHandle !== receiptHandle) throw refuse.messageNotInFlight(receiptHandle);
  if (seconds === 0) {
    reveal(queue, hidden.message.id);
    return;
  }
  hidden.waiting.cancel();
  queue.hidden.delete(hidden.message.id);
  hide(queue, { message: hidden.message, receiptHandle, seconds });
}
