import type { Action } from '../../core/service';
import { deleteMessage } from '../delete-message';
import { requiredText } from '../input';
import { onQueue, queueOfCall } from '../queue-of-call';

export const deleteMessageAction: Action = {
  readOnly: false,
  ...onQueue,
  handle: (call, world) => {
    deleteMessage(queueOfCall(call, world), requiredText(call.input, 'ReceiptHandle'));
    return {};
  },
  record: null,
};
