import type { TaskState } from '../language/definition';
import { StateFailure } from '../language/state-failure';
import { openTask } from '../state';
import { perform } from '../tasks/perform';
import { type Resource, resourceOf } from '../tasks/resource';
import { conclude, failureOf } from './attempt';
import { anInteger, effectiveInput, found, succeeded } from './data';
import { shown, tell } from './history';
import { either, type Failed, type Give, later, type Visit } from './way';

/** One try: the call, and where the resource says so, the wait for the token to come back. */
export function task(visit: Visit<TaskState>, give: Give): void {
  const { way, state } = visit;
  const { world, execution } = way.run;
  const resource = resourceOf(state.Resource);
  if (resource === undefined) throw new Error(`the resource ${state.Resource} was let in`);
  const over = new AbortController();
  const open = either(way.stopped, over.signal);
  const events = eventsOf(resource);

  const fail = (what: 'Failed' | 'TimedOut', { error, cause }: Omit<Failed, 'kind'>): void => {
    if (open.aborted) return;
    over.abort();
    tell(way, `${events.prefix}${what}`, { ...events.details, error, cause });
    give({ kind: 'failed', error, cause });
  };
  const succeed = (output: unknown): void => {
    if (open.aborted) return;
    over.abort();
    tell(way, `${events.prefix}Succeeded`, { ...events.details, ...shown('output', output) });
    conclude(visit, give, () => succeeded(visit, output));
  };
  const beat = heartbeat(visit, open, () => fail('TimedOut', { error: 'States.Timeout' }));
  const { accountId, region } = execution;
  const failed = (error: string | undefined, cause: string | undefined): void =>
    fail('Failed', { error, cause });
  const token = resource.waits
    ? openTask(world, { accountId, region, closed: open, succeed, fail: failed, beat })
    : undefined;

  let input: unknown;
  try {
    input = effectiveInput(visit, token);
  } catch (error) {
    over.abort(); // The token dies with the try.
    throw error;
  }
  const seconds = limit(visit, 'Timeout');
  tell(way, `${events.prefix}Scheduled`, {
    ...events.scheduled(input, region),
    // Without a limit of its own a task has this one; of a function it is left out. [R]
    timeoutInSeconds: seconds ?? (events.prefix === 'Task' ? NO_LIMIT_S : undefined),
    heartbeatInSeconds: limit(visit, 'Heartbeat'),
  });
  tell(way, `${events.prefix}Started`, events.details);
  beat();
  if (seconds !== undefined) {
    later(world, seconds, open, () => fail('TimedOut', { error: 'States.Timeout' }));
  }
  void perform({ world, execution, resource, input }).then(
    (output) => {
      if (!resource.waits) succeed(output);
      else if (!open.aborted) {
        tell(way, `${events.prefix}Submitted`, { ...events.details, ...shown('output', output) });
      }
    },
    (error: unknown) => {
      const { error: code, cause } =
        error instanceof StateFailure && error.error !== 'States.Runtime'
          ? { error: error.error, cause: error.why }
          : failureOf(visit, error);
      failed(code, cause);
    },
  );
}

/** [D] amazon-states-language-task-state: the default of TimeoutSeconds. */
const NO_LIMIT_S = 99_999_999;

type Limit = 'Timeout' | 'Heartbeat';

function limit(visit: Visit<TaskState>, what: Limit): number | undefined {
  const path = visit.state[`${what}SecondsPath`];
  return path === undefined ? visit.state[`${what}Seconds`] : found(visit, path, anInteger);
}

/** Each beat begins the wait anew. */
function heartbeat(visit: Visit<TaskState>, open: AbortSignal, silent: () => void): () => void {
  let last = new AbortController();
  return () => {
    const seconds = limit(visit, 'Heartbeat');
    if (seconds === undefined) return;
    last.abort();
    last = new AbortController();
    later(visit.way.run.world, seconds, either(open, last.signal), silent);
  };
}

interface Events {
  /** Of their types: `LambdaFunctionScheduled`, `TaskScheduled`. */
  readonly prefix: 'LambdaFunction' | 'Task';
  /** In all of them but the first. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly scheduled: (input: unknown, region: string) => Readonly<Record<string, unknown>>;
}

function eventsOf(resource: Resource): Events {
  if (resource.kind === 'function') {
    const scheduled = (input: unknown) => ({
      resource: resource.functionArn,
      ...shown('input', input),
    });
    return { prefix: 'LambdaFunction', details: {}, scheduled };
  }
  const details = { resourceType: resource.resourceType, resource: resource.resource };
  const scheduled = (input: unknown, region: string) => ({
    ...details,
    region,
    parameters: JSON.stringify(input),
  });
  return { prefix: 'Task', details, scheduled };
}
