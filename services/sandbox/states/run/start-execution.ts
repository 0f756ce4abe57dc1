import type { World } from '../../core/service';
import { type Execution, type StateMachine, statesOf } from '../state';
import { endExecution, tellStatus } from './end-execution';
import { tell } from './history';
import { walk } from './walk';
import { either, later, type Outcome, type Run, type Way } from './way';

interface NewExecution {
  readonly name: string;
  /** JSON */
  readonly input: string;
}

/** The execution is there at once and takes its first step right after, so that the call comes before what it leads to. */
export function startExecution(
  world: World,
  machine: StateMachine,
  { name, input }: NewExecution,
): Execution {
  const { accountId, region, settings } = machine;
  const execution: Execution = {
    arn: executionArn(machine.arn, name),
    name,
    machineArn: machine.arn,
    machineName: machine.name,
    accountId,
    region,
    settings,
    input,
    startedAt: world.now(),
    history: [],
    over: new AbortController(),
    status: 'RUNNING',
  };
  statesOf(world).executions.set(execution.arn, execution);
  const run: Run = { world, execution, walk, soon: oneAfterTheOther() };
  const stopped = either(execution.over.signal);
  const way: Way = { run, flow: settings.definition, stopped, lastEventId: 0 };
  tell(way, 'ExecutionStarted', {
    input,
    inputDetails: { truncated: false },
    roleArn: settings.roleArn,
  });
  way.lastEventId = 0; // As recorded: the first state does not follow the start. [R]
  tellStatus(world, execution);
  const { TimeoutSeconds } = settings.definition;
  if (TimeoutSeconds !== undefined) {
    const ending = { status: 'TIMED_OUT', error: 'States.Timeout' } as const;
    later(world, TimeoutSeconds, stopped, () => endExecution(world, execution, ending));
  }
  const end = (outcome: Outcome): void => {
    const after = way.lastEventId;
    if (outcome.kind === 'failed') {
      const { error, cause } = outcome;
      endExecution(world, execution, { status: 'FAILED', error, cause, after });
    } else {
      const output = JSON.stringify(outcome.output);
      endExecution(world, execution, { status: 'SUCCEEDED', output, after });
    }
  };
  later(world, 0, stopped, () => walk(way, JSON.parse(input), end));
  return execution;
}

export const executionArn = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

function oneAfterTheOther(): Run['soon'] {
  const steps: (() => void)[] = [];
  let isBusy = false;
  return (step) => {
    steps.push(step);
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = steps.shift(); next; next = steps.shift()) next();
    } finally {
      isBusy = false;
    }
  };
}
