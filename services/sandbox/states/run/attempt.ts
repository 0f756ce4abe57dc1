import type { Catcher, Retrier } from '../language/definition';
import { StateFailure } from '../language/state-failure';
import { placed } from './data';
import { type Failed, type Give, later, type Outcome, type Visit } from './way';

type Execute = (visit: Visit, give: Give) => void;

/** Executes the state, again where Retry says so, and goes where Catch says when that was in vain. */
export function attempt(visit: Visit, execute: Execute, give: Give): void {
  const judge: Give = (outcome) => {
    if (outcome.kind === 'succeeded') return give(outcome);
    const seconds = secondsToRetry(visit, outcome);
    if (seconds === undefined) return conclude(visit, give, () => caught(visit, outcome));
    const { run, stopped } = visit.way;
    const again = (): void => attempt(visit, execute, give);
    later(run.world, seconds, stopped, () => run.soon(again));
  };
  guard(visit, judge, () => execute(visit, judge));
}

/** What is thrown on the way becomes the state's failure. */
export function guard(visit: Visit, give: Give, run: () => void): void {
  try {
    run();
  } catch (error) {
    give(failureOf(visit, error));
  }
}

/** Gives what is worked out, or the failure in doing so. */
export function conclude(visit: Visit, give: Give, outcome: () => Outcome): void {
  let given: Outcome;
  try {
    given = outcome();
  } catch (error) {
    given = failureOf(visit, error);
  }
  give(given);
}

export function failureOf({ name, enteredEventId }: Visit, error: unknown): Failed {
  if (!(error instanceof StateFailure)) {
    // A defect of the sandbox itself; as in core/dispatch.ts, standard error has all of it.
    process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
    return { kind: 'failed', error: 'States.Runtime', cause: `sandbox: ${String(error)}` };
  }
  const { error: code, why } = error;
  const where = `An error occurred while executing the state '${name}' (entered at the event id #${enteredEventId}). `;
  const cause = code === 'States.Runtime' ? `${where}${why ?? ''}` : why;
  return { kind: 'failed', error: code, cause };
}

/** Counts the retry that it grants. */
function secondsToRetry({ state, retries }: Visit, failed: Failed): number | undefined {
  const retriers = 'Retry' in state ? (state.Retry ?? []) : [];
  const index = retriers.findIndex((retrier) => isMeant(retrier, failed));
  const retrier = retriers[index];
  const used = retries.get(index) ?? 0;
  if (retrier === undefined || used >= (retrier.MaxAttempts ?? 3)) return undefined;
  retries.set(index, used + 1);
  const {
    IntervalSeconds = 1,
    BackoffRate = 2,
    MaxDelaySeconds = Number.POSITIVE_INFINITY,
  } = retrier;
  return Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds);
}

/** A failure that no Catch means stays one. */
function caught({ state, input }: Visit, failed: Failed): Outcome {
  const catchers = 'Catch' in state ? (state.Catch ?? []) : [];
  const catcher = catchers.find((each) => isMeant(each, failed));
  if (catcher === undefined) return failed;
  const { error = '', cause = '' } = failed;
  const output = placed(input, catcher.ResultPath, { Error: error, Cause: cause });
  return { kind: 'succeeded', output, next: catcher.Next };
}

/** What the machine itself did wrong is caught by no Catch. [D] concepts-error-handling, [R] */
const uncatchable = ['States.Runtime', 'States.DataLimitExceeded'];

function isMeant({ ErrorEquals }: Retrier | Catcher, { error = '' }: Failed): boolean {
  if (uncatchable.includes(error)) return false;
  return ErrorEquals.some((name) => {
    if (name === 'States.ALL' || name === error) return true;
    // A heartbeat that stays away is a States.Timeout to those who look. [R]
    if (name === 'States.HeartbeatTimeout') return error === 'States.Timeout';
    return name === 'States.TaskFailed' && error !== 'States.Timeout';
  });
}
