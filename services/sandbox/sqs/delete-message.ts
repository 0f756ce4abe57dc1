import type { Queue } from './queue';
import { refuse } from './refusals';
import { unhide } from './visibility';

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
