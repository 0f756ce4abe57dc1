import type { Action } from '../../core/service';
import { batchEntries, inBatch } from '../batch';
import { checkKeyAccess } from '../key-access';
import { onQueue, queueOfCall } from '../queue-of-call';
import { refuse } from '../refusals';
import { messageSize, sendMessage } from '../send-message';
import { draftOf, receiptOf } from './send-message';

const entryName = 'SendMessageBatchRequestEntry';

export const sendMessageBatchAction: Action = {
  readOnly: false,
  ...onQueue,
  permission: 'sqs:SendMessage',
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    checkKeyAccess({ call, world }, queue, 'send');
    const size = batchEntries(call, entryName)
      .map((entry) => draftOf(call, entry))
      .reduce((sum, draft) => sum + messageSize(draft.body, draft.attributes), 0);
    if (size > 1_048_576) throw refuse.batchTooLong(size);
    return inBatch(call, entryName, (entry) =>
      receiptOf(sendMessage(world, queue, draftOf(call, entry))),
    );
  },
  record: null,
};
