import type { Action, Call, World } from '../../core/service';
import { optionalNumber, optionalText, requiredText } from '../input';
import { startMoveTask, stopMoveTask } from '../move-messages';
import { redrivePolicy } from '../redrive';
import { refuse } from '../refusals';
import type { MoveTask, Queue } from '../state';

export const startMessageMoveTaskAction: Action = {
  resource: (call) => requiredText(call.input, 'SourceArn'),
  handle: (call, world) => {
    const source = deadLetterQueue(world, requiredText(call.input, 'SourceArn'));
    const destinationArn = optionalText(call.input, 'DestinationArn');
    if (destinationArn !== undefined && !world.sqs.queues.has(destinationArn)) {
      throw refuse.resourceNotFound(
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
      );
    }
    const perSecond = optionalNumber(call.input, 'MaxNumberOfMessagesPerSecond');
    if (perSecond !== undefined && (perSecond < 1 || perSecond > 500)) {
      throw refuse.invalidParameter(
        `Value ${perSecond} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500, if provided.`,
      );
    }
    if (world.sqs.moveTasks.some((task) => task.sourceArn === source.arn && isActive(task))) {
      throw refuse.invalidParameter(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    return { TaskHandle: startMoveTask(world, source, { destinationArn, perSecond }).handle };
  },
};

const isActive = ({ status }: MoveTask): boolean => ['RUNNING', 'CANCELLING'].includes(status);

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

export const listMessageMoveTasksAction: Action = {
  resource: (call) => requiredText(call.input, 'SourceArn'),
  handle: (call, world) => {
    const source = requiredText(call.input, 'SourceArn');
    const tasks = world.sqs.moveTasks.filter(({ sourceArn }) => sourceArn === source);
    return { Results: tasks.slice(0, optionalNumber(call.input, 'MaxResults') ?? 1).map(render) };
  },
};

/** Only a task that runs has a handle. Recorded on AWS, September 2026 */
function render(task: MoveTask) {
  return {
    TaskHandle: task.status === 'RUNNING' ? task.handle : undefined,
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.perSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt.getTime(),
  };
}

export const cancelMessageMoveTaskAction: Action = {
  resource: (call, world) => taskOfCall(call, world)?.sourceArn ?? '*',
  handle: (call, world) => {
    const task = taskOfCall(call, world);
    if (task === undefined) throw refuse.resourceNotFound('Task does not exist.');
    if (task.status !== 'RUNNING') {
      throw refuse.resourceNotFound('Only active tasks can be cancelled.');
    }
    stopMoveTask(world, task);
    return { ApproximateNumberOfMessagesMoved: task.moved };
  },
};

function taskOfCall(call: Call, world: World): MoveTask | undefined {
  const handle = requiredText(call.input, 'TaskHandle');
  return world.sqs.moveTasks.find((task) => task.handle === handle);
}
