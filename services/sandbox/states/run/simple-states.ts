import { holds } from '../language/choose';
import type {
  ChoiceState,
  FailState,
  PassState,
  SucceedState,
  WaitState,
} from '../language/definition';
import { readPath } from '../language/path';
import { runtimeFailure } from '../language/state-failure';
import { conclude } from './attempt';
import {
  anInteger,
  effectiveInput,
  filteredInput,
  found,
  passedOn,
  scopeOf,
  succeeded,
} from './data';
import { type Give, later, type Outcome, type Visit } from './way';

export function pass(visit: Visit<PassState>, give: Give): void {
  const { Result } = visit.state;
  const input = effectiveInput(visit);
  give(succeeded(visit, Result === undefined ? input : Result));
}

export function succeed(visit: Visit<SucceedState>, give: Give): void {
  give(passedOn(visit, filteredInput(visit)));
}

export function choice(visit: Visit<ChoiceState>, give: Give): void {
  const { Choices, Default } = visit.state;
  const input = filteredInput(visit);
  const scope = scopeOf(visit, input);
  const next = Choices.find((rule) => holds(rule, scope))?.Next ?? Default;
  if (next === undefined) {
    throw runtimeFailure(
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  give(passedOn(visit, input, next));
}

export function fail(visit: Visit<FailState>, give: Give): void {
  const { Error: error, ErrorPath, Cause, CausePath } = visit.state;
  give({
    kind: 'failed',
    error: error ?? textAt(visit, ErrorPath),
    cause: Cause ?? textAt(visit, CausePath),
  });
}

function textAt(visit: Visit, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const value = readPath(path, scopeOf(visit, visit.input));
  if (typeof value === 'string') return value;
  throw runtimeFailure(`Reference path "${path}" must point to a string.`);
}

export function wait(visit: Visit<WaitState>, give: Give): void {
  const input = filteredInput(visit);
  const { run, stopped } = visit.way;
  const done = (): Outcome => passedOn(visit, input);
  later(run.world, secondsOf(visit), stopped, () => conclude(visit, give, done));
}

function secondsOf(visit: Visit<WaitState>): number {
  const { Seconds, SecondsPath, Timestamp, TimestampPath = '' } = visit.state;
  if (Seconds !== undefined) return Seconds;
  if (SecondsPath !== undefined) return found(visit, SecondsPath, anInteger);
  const until = Timestamp ?? found(visit, TimestampPath, aTimestamp);
  return Math.max(0, Date.parse(until) - visit.way.run.world.now().getTime()) / 1000;
}

const aTimestamp = {
  is: (value: unknown): value is string =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  what: 'a timestamp',
};
