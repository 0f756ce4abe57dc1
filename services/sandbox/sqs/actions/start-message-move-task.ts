import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { optionalText, requiredText } from '../input';
import { moveMessages } from '../move-messages';
import type { Queue } from '../queue';
import { redrivePolicy } from '../redrive';
import { refuse } from '../refusals';

export const startMessageMoveTaskAction: Action = {
  readOnly: false,
  resource: (call) => requiredText(call.input, 'SourceArn'),
  handle: (call, world) => {
    const source = deadLetterQueue(world, requiredText(call.input, 'SourceArn'));
    const destination = optionalText(call.input, 'DestinationArn');
    if (destination !== undefined && !world.sqs.queues.has(destination)) {
      throw refuse.resourceNotFound(
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
      );
    }
    return { TaskHandle: moveMessages(world, source, destination).handle };
  },
};

/** AWS moves messages only out of a queue that another one names as its dead-letter queue. */
function deadLetterQueue(world: World, arn: string): Queue {
  const queue = world.sqs.queues.get(arn);
  if (queue === undefined) {
    throw refuse.resourceNotFound(
      "The resource that you specified for the SourceArn parameter doesn't exist.",
    );
  }
  const isTarget = [...world.sqs.queues.values()].some(
    (each) => redrivePolicy(each)?.deadLetterTargetArn === arn,
  );
  if (!isTarget)
    throw refuse.resourceNotFound('Source queue must be configured as a Dead Letter Queue.');
  return queue;
}
