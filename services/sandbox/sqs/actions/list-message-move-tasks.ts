import type { Action } from '../../core/service';
import { optionalNumber, requiredText } from '../input';
import type { MoveTask } from '../move-task';

export const listMessageMoveTasksAction: Action = {
  readOnly: true,
  resource: (call) => requiredText(call.input, 'SourceArn'),
  handle: (call, world) => {
    const source = requiredText(call.input, 'SourceArn');
    const tasks = world.sqs.moveTasks.filter(({ sourceArn }) => sourceArn === source);
    return { Results: tasks.slice(0, optionalNumber(call.input, 'MaxResults') ?? 1).map(render) };
  },
};

function render(task: MoveTask) {
  return {
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt.getTime(),
  };
}
