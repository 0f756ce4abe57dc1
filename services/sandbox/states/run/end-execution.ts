import type { World } from '../../core/service';
import { putServiceEvent } from '../../events/publish';
import { type Execution, type ExecutionStatus, statesOf } from '../state';
import { write } from './history';

interface Ending {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  /** JSON */
  readonly output?: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** The event that it comes after; default the last one. */
  readonly after?: number;
}

const eventTypes = {
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'TimedOut',
  ABORTED: 'Aborted',
} as const;

/** Once only: an execution that has ended stays as it is. */
export function endExecution(world: World, execution: Execution, ending: Ending): void {
  if (execution.status !== 'RUNNING') return;
  const { status, output, error, cause, after = execution.history.length } = ending;
  execution.status = status;
  execution.stoppedAt = world.now();
  if (output !== undefined) execution.output = output;
  // DescribeExecution is silent about why an execution ran out of time; the history is not. [R]
  if (status !== 'TIMED_OUT') {
    execution.error = error;
    execution.cause = cause;
  }
  const details =
    output === undefined ? { error, cause } : { output, outputDetails: { truncated: false } };
  write(world, execution, { type: `Execution${eventTypes[status]}`, details, after });
  execution.over.abort();
  forgetDeleted(world, execution.machineArn);
  tellStatus(world, execution);
}

/** A machine that is being deleted goes with its last execution. */
export function forgetDeleted(world: World, machineArn: string): void {
  const { machines, executions } = statesOf(world);
  if (machines.get(machineArn)?.isDeleting !== true) return;
  const runs = [...executions.values()].some(
    (each) => each.machineArn === machineArn && each.status === 'RUNNING',
  );
  if (!runs) machines.delete(machineArn);
}

/** What EventBridge gets of every execution, as recorded. [R] */
export function tellStatus(world: World, execution: Execution): void {
  const { accountId, region, startedAt, stoppedAt, output = null } = execution;
  putServiceEvent(world, {
    accountId,
    region,
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    time: stoppedAt ?? startedAt,
    detail: {
      executionArn: execution.arn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: execution.status,
      startDate: startedAt.getTime(),
      stopDate: stoppedAt?.getTime() ?? null,
      input: execution.input,
      output,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveCount: 0,
      redriveDate: null,
      ...redrive(execution),
      inputDetails: { included: true },
      outputDetails: output === null ? null : { included: true },
      error: execution.error ?? null,
      cause: execution.cause ?? null,
    },
  });
}

/** Whether AWS could take it up again; here nothing can. [R] */
export function redrive({ status }: Execution) {
  return status === 'RUNNING' || status === 'SUCCEEDED'
    ? {
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: `Execution is ${status} and cannot be redriven`,
      }
    : { redriveStatus: 'REDRIVABLE' };
}
