import { classify } from '../../shared/aws/classify';
import type { Obstacle } from '../../shared/domain/obstacle';
import { describeObstacle } from '../../shared/domain/obstacle';

/** The names by which a machine retries an error or gives up. */
export type TaskErrorName =
  | 'Again' // throttled, busy or not answered: the same call may succeed in seconds
  | 'NotYet' // AWS does not read back yet what was written
  | 'Denied' // a role of ours may not do it
  | 'Gone' // the incident, the bucket or the machine is not there
  | 'Unfit'; // AWS will never take it

/** Lambda hands its name to Step Functions. */
export class TaskError extends Error {
  constructor(
    override readonly name: TaskErrorName,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Every error of a task by one of these names, with what AWS said of which call. */
export function asTaskError(error: unknown): TaskError {
  if (error instanceof TaskError) return error;
  const obstacle = classify(error, 'a call to AWS');
  // AWS's messages may hold secrets, and their codes say enough. A bug of ours has no code, so its message is told.
  const isBug = obstacle.call === 'a call to AWS' && error instanceof Error && !isOfAws(error);
  const message = isBug ? `${error.name}: ${error.message}` : describeObstacle(obstacle);
  return new TaskError(nameOf(obstacle), message, { cause: error });
}

function nameOf({ kind, code }: Obstacle): TaskErrorName {
  if (kind === 'denied') return 'Denied';
  if (kind === 'rejected') return GONE.test(code) ? 'Gone' : 'Unfit';
  return 'Again';
}

const GONE = /^(NoSuch|.*NotFound)/;

const isOfAws = (error: Error): boolean => '$metadata' in error || 'code' in error;
