import type { Action } from '../../core/service';
import { inBatch } from '../batch';
import { onQueue, queueOfCall } from '../queue-of-call';
import { changeOne } from './change-message-visibility';

export const changeMessageVisibilityBatchAction: Action = {
  readOnly: false,
  ...onQueue,
  permission: 'sqs:ChangeMessageVisibility',
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    return inBatch(call, 'ChangeMessageVisibilityBatchRequestEntry', (entry) =>
      changeOne(queue, entry),
    );
  },
  record: null,
};
