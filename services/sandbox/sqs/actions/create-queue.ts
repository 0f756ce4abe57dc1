import type { Action } from '../../core/service';
import { createQueue, queueArn } from '../create-queue';
import { requiredText, textMap } from '../input';
import { queueUrl } from '../queue-of-call';

export const createQueueAction: Action = {
  readOnly: false,
  resource: (call) => queueArn({ ...call, name: requiredText(call.input, 'QueueName') }),
  handle: (call, world) => {
    const queue = createQueue(world, {
      accountId: call.accountId,
      region: call.region,
      name: requiredText(call.input, 'QueueName'),
      attributes: textMap(call.input, 'Attributes'),
      tags: textMap(call.input, 'tags'),
    });
    return { QueueUrl: queueUrl(world, queue) };
  },
  record: (_call, output) => ({ responseElements: output ?? null }),
};
