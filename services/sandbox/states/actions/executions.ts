import { randomUUID } from 'node:crypto';
import { optionalText } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import type { Output, World } from '../../core/service';
import { arnOf, checkName, executionOfCall, machineOfCall, machineParts, pageOf } from '../input';
import { statesRecord } from '../records';
import { refuse } from '../refusals';
import { endExecution, redrive } from '../run/end-execution';
import { executionArn, startExecution as start } from '../run/start-execution';
import { type Execution, type HistoryEvent, statesOf } from '../state';

const onMachine = actionsOn(machineParts, machineOfCall);

const onExecution = actionsOn(
  {
    resource: (call) => arnOf(call, 'executionArn'),
    resourcePolicy: (call) => ({ ownerAccountId: arnOf(call, 'executionArn').split(':')[4] ?? '' }),
  },
  executionOfCall,
);

/** The same name and input while it runs: the one that runs. [D] API_StartExecution */
export const startExecution = onMachine({ record: statesRecord }, (machine, call, world) => {
  const name = checkName(optionalText(call.input, 'name') ?? randomUUID());
  const input = optionalText(call.input, 'input') ?? '{}';
  if (!isJson(input)) throw refuse.input(input);
  if (machine.isDeleting) throw refuse.machineDeleting(machine.arn);
  const known = rememberedExecution(world, executionArn(machine.arn, name));
  if (known !== undefined && (known.status !== 'RUNNING' || known.input !== input)) {
    throw refuse.executionExists(known.arn);
  }
  const { arn, startedAt } = known ?? start(world, machine, { name, input });
  return { executionArn: arn, startDate: startedAt };
});

const NINETY_DAYS_MS = 90 * 24 * 60 * 60_000;

/** An execution is forgotten ninety days after its end, and its name is free. */
function rememberedExecution(world: World, arn: string): Execution | undefined {
  const execution = statesOf(world).executions.get(arn);
  const { stoppedAt } = execution ?? {};
  const isForgotten =
    stoppedAt !== undefined && world.now().getTime() - stoppedAt.getTime() > NINETY_DAYS_MS;
  return isForgotten ? undefined : execution;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Stopping what has ended changes nothing. */
export const stopExecution = onExecution({ record: statesRecord }, (execution, call, world) => {
  const error = optionalText(call.input, 'error');
  const cause = optionalText(call.input, 'cause');
  endExecution(world, execution, { status: 'ABORTED', error, cause });
  return { stopDate: execution.stoppedAt };
});

export const describeExecution = onExecution((execution) => {
  const { output } = execution;
  return {
    ...summaryOf(execution),
    input: execution.input,
    inputDetails: { included: true },
    ...(output !== undefined && { output, outputDetails: { included: true } }),
    error: execution.error,
    cause: execution.cause,
    redriveCount: 0,
    ...redrive(execution),
  };
});

/** The youngest first. */
export const listExecutions = onMachine((machine, call, world) => {
  const { statusFilter } = call.input;
  const own = [...statesOf(world).executions.values()]
    .filter(
      ({ machineArn, status }) => machineArn === machine.arn && (statusFilter ?? status) === status,
    )
    .reverse();
  const { items, nextToken } = pageOf(call, own);
  return { executions: items.map((each) => ({ ...summaryOf(each), redriveCount: 0 })), nextToken };
});

const summaryOf = (execution: Execution): Output => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: execution.startedAt,
  stopDate: execution.stoppedAt,
});

export const getExecutionHistory = onExecution(({ history }, call) => {
  const ordered = call.input.reverseOrder === true ? [...history].reverse() : history;
  const { items, nextToken } = pageOf(call, ordered);
  const isFull = call.input.includeExecutionData !== false;
  return { events: items.map((each) => (isFull ? each : withoutData(each))), nextToken };
});

const data = ['input', 'inputDetails', 'output', 'outputDetails', 'parameters'];

function withoutData(event: HistoryEvent): Output {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      name.endsWith('EventDetails')
        ? Object.fromEntries(Object.entries(value).filter(([member]) => !data.includes(member)))
        : value,
    ]),
  );
}
