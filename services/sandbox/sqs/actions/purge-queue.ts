import type { Action } from '../../core/service';
import { purgeQueue } from '../purge-queue';
import { onQueue, queueOfCall } from '../queue-of-call';

export const purgeQueueAction: Action = {
  readOnly: false,
  ...onQueue,
  handle: (call, world) => {
    purgeQueue(queueOfCall(call, world));
    return {};
  },
};
