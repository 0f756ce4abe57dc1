import type { State } from '../language/definition';
import { statesOf } from '../state';
import { attempt } from './attempt';
import { endExecution } from './end-execution';
import { map, parallel } from './fan-out';
import { LONGEST_HISTORY, shown, tell } from './history';
import { choice, fail, pass, succeed, wait } from './simple-states';
import { task } from './task';
import type { Give, Outcome, Visit, Way } from './way';

/** From the flow's first state to its end. */
export function walk(way: Way, input: unknown, done: Give): void {
  enter(way, way.flow.StartAt, input, done);
}

function enter(way: Way, name: string, input: unknown, done: Give): void {
  way.run.soon(() => {
    const state = way.flow.States[name];
    if (state === undefined || isOver(way)) return;
    const enteredEventId = tell(way, `${state.Type}StateEntered`, {
      name,
      ...shown('input', input),
    });
    const visit: Visit = {
      way,
      name,
      state,
      input,
      enteredAt: way.run.world.now(),
      enteredEventId,
      retries: new Map(),
    };
    attempt(visit, execute, (outcome) => leave(visit, outcome, done));
  });
}

const executors: {
  readonly [T in State['Type']]: (visit: Visit<Extract<State, { Type: T }>>, give: Give) => void;
} = {
  Pass: pass,
  Task: task,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
};

function execute(visit: Visit, give: Give): void {
  const executor = executors[visit.state.Type] as (visit: Visit, give: Give) => void;
  executor(visit, give);
}

function leave(visit: Visit, outcome: Outcome, done: Give): void {
  const { way, name, state } = visit;
  if (isOver(way)) return;
  if (outcome.kind === 'failed') {
    done(outcome);
    return;
  }
  if (isTooLarge(outcome.output)) {
    done({
      kind: 'failed',
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    });
    return;
  }
  tell(way, `${state.Type}StateExited`, { name, ...shown('output', outcome.output) });
  const next = outcome.next ?? ('Next' in state ? state.Next : undefined);
  if (next === undefined) done(outcome);
  else enter(way, next, outcome.output, done);
}

/** [D] service-quotas: 256 KiB of UTF-8. */
const isTooLarge = (output: unknown): boolean =>
  Buffer.byteLength(JSON.stringify(output)) > 262_144;

/** The execution ended, or ends here: its machine was deleted, or its history is full. */
function isOver({ run: { world, execution }, stopped, lastEventId: after }: Way): boolean {
  if (stopped.aborted) return true;
  const end = (cause: string): void =>
    endExecution(world, execution, { status: 'FAILED', error: 'States.Runtime', cause, after });
  if (statesOf(world).machines.get(execution.machineArn)?.isDeleting) {
    end(`State machine ${execution.machineName} has been deleted`);
  } else if (execution.history.length >= LONGEST_HISTORY - 1) {
    end(`The execution reached the maximum number of history events (${LONGEST_HISTORY}).`);
  }
  return stopped.aborted;
}
