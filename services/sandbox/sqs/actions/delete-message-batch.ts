import type { Action } from '../../core/service';
import { inBatch } from '../batch';
import { deleteMessage } from '../delete-message';
import { requiredText } from '../input';
import { onQueue, queueOfCall } from '../queue-of-call';

export const deleteMessageBatchAction: Action = {
  readOnly: false,
  ...onQueue,
  permission: 'sqs:DeleteMessage',
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    return inBatch(call, 'DeleteMessageBatchRequestEntry', (entry) => {
      deleteMessage(queue, requiredText(entry, 'ReceiptHandle'));
      return {};
    });
  },
  record: null,
};
