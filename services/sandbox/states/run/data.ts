import type { FilteredState, ResultState } from '../language/definition';
import { readPath, type Scope, writePath } from '../language/path';
import { fill } from '../language/payload';
import { runtimeFailure } from '../language/state-failure';
import type { Outcome, Visit } from './way';

/** What paths of the state are read from. */
export function scopeOf(visit: Visit, input: unknown, token?: string): Scope {
  return { input, context: contextOf(visit, token) };
}

/** The context object. [D] input-output-contextobject */
function contextOf({ way, name, enteredAt, retries }: Visit, token: string | undefined): unknown {
  const { execution } = way.run;
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input),
      Name: execution.name,
      RoleArn: execution.settings.roleArn,
      StartTime: execution.startedAt.toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    State: {
      Name: name,
      EnteredTime: enteredAt.toISOString(),
      RetryCount: [...retries.values()].reduce((sum, count) => sum + count, 0),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(way.item && { Map: { Item: way.item } }),
  };
}

/** The input by InputPath. */
export function filteredInput(visit: Visit<FilteredState>): unknown {
  const { InputPath = '$' } = visit.state;
  if (InputPath === null) return {};
  return required(readPath(InputPath, scopeOf(visit, visit.input)), InputPath, visit.input);
}

/** The filtered input, or what Parameters make of it. */
export function effectiveInput(visit: Visit<ResultState>, token?: string): unknown {
  const input = filteredInput(visit);
  const { Parameters } = visit.state;
  return Parameters === undefined ? input : fill(Parameters, scopeOf(visit, input, token));
}

/** The state's output, from its result by ResultSelector, ResultPath and OutputPath. */
export function succeeded(visit: Visit<ResultState>, result: unknown): Outcome {
  const { state, input } = visit;
  const selector = 'ResultSelector' in state ? state.ResultSelector : undefined;
  const selected = selector === undefined ? result : fill(selector, scopeOf(visit, result));
  return passedOn(visit, placed(input, state.ResultPath, selected));
}

/** The output by OutputPath. */
export function passedOn(visit: Visit<FilteredState>, output: unknown, next?: string): Outcome {
  const { OutputPath = '$' } = visit.state;
  const filtered =
    OutputPath === null
      ? {}
      : required(readPath(OutputPath, scopeOf(visit, output)), OutputPath, output);
  return { kind: 'succeeded', output: filtered, ...(next !== undefined && { next }) };
}

/** `null` keeps the input as it was. */
export function placed(input: unknown, path: string | null = '$', result: unknown): unknown {
  return path === null ? input : writePath(input, path, result);
}

function required(value: unknown, path: string, input: unknown): unknown {
  if (value !== undefined) return value;
  throw runtimeFailure(
    `Invalid path '${path}': No results for path in the input '${JSON.stringify(input)}'`,
  );
}

/** What a path finds, which has to be of a kind. */
export function found<T>(
  visit: Visit<FilteredState>,
  path: string,
  { is, what }: { readonly is: (value: unknown) => value is T; readonly what: string },
): T {
  const value = readPath(path, scopeOf(visit, filteredInput(visit)));
  if (is(value)) return value;
  throw runtimeFailure(`Reference path "${path}" must point to ${what}.`);
}

export const anInteger = {
  is: (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0,
  what: 'an integer that is not negative',
};
