import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { queueArn } from '../create-queue';
import { optionalText, requiredText } from '../input';
import { queuePolicy, queueUrl } from '../queue-of-call';
import { refuse } from '../refusals';

export const getQueueUrlAction: Action = {
  readOnly: true,
  resource: namedQueueArn,
  resourcePolicy: (call, world) => {
    const queue = world.sqs.queues.get(namedQueueArn(call));
    return queue === undefined ? undefined : queuePolicy(queue);
  },
  handle: (call, world) => {
    const queue = world.sqs.queues.get(namedQueueArn(call));
    if (queue === undefined) throw refuse.queueDoesNotExist();
    return { QueueUrl: queueUrl(world, queue) };
  },
};

function namedQueueArn(call: Call): string {
  return queueArn({
    region: call.region,
    accountId: optionalText(call.input, 'QueueOwnerAWSAccountId') ?? call.accountId,
    name: requiredText(call.input, 'QueueName'),
  });
}
