import type { Action } from '../../core/service';
import { deleteQueue } from '../delete-queue';
import { onQueue, queueOfCall } from '../queue-of-call';

export const deleteQueueAction: Action = {
  readOnly: false,
  ...onQueue,
  handle: (call, world) => {
    deleteQueue(world, queueOfCall(call, world));
    return {};
  },
};
