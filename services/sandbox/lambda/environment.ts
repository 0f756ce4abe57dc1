import { preciseNow } from '../core/clock';
import type { Usage } from '../core/feed';
import type { World } from '../core/service';
import { type Environment, type InvocationResult, type LambdaFunction, lambdaOf } from './state';

/** Answers the environment's question for the next event with the invocation it was given. */
export function handOver(world: World, environment: Environment): void {
  const { asking, current } = environment;
  if (asking === undefined || current === undefined) return;
  const { arn, settings } = environment.function;
  const { timeoutSeconds } = settings;
  const { requestId, event, traceHeader } = current.invocation;
  environment.asking = undefined;
  current.timer = setTimeout(() => timeOut(world, environment), timeoutSeconds * 1000);
  current.timer.unref();
  reportInvocation(world, environment.function, {
    requestId,
    phase: 'started',
    detail: coldStart(environment),
  });
  asking.writeHead(200, {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': String(Date.now() + timeoutSeconds * 1000),
    'lambda-runtime-invoked-function-arn': arn,
    'lambda-runtime-trace-id': traceHeader,
    ...clockHeader(world),
  });
  asking.end(event);
}

/** What the function's clock says from now on; see bootstrap.cjs. */
const clockHeader = ({ clock }: World): Readonly<Record<string, string>> =>
  clock.isMoved() ? { 'sandbox-clock': `${clock.now().getTime()} ${clock.speed}` } : {};

/** Said once, with the first event the environment gets. */
function coldStart(environment: Environment): string | undefined {
  if (environment.served) return undefined;
  environment.served = true;
  return `cold start, init ${(environment.initMilliseconds ?? 0).toFixed(1)} ms`;
}

function timeOut(world: World, environment: Environment): void {
  const { timeoutSeconds } = environment.function.settings;
  const requestId = environment.current?.invocation.requestId ?? '';
  endEnvironment(world, environment, {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  });
}

interface Ending {
  /** Default: Runtime.ExitError. */
  readonly errorType?: string;
  readonly errorMessage: string;
}

/** Kills the environment's process at once; what it was working on fails. */
export function endEnvironment(
  world: World,
  environment: Environment,
  { errorType = 'Runtime.ExitError', errorMessage }: Ending,
): void {
  environment.function.environments.delete(environment);
  lambdaOf(world).environments.delete(environment.id);
  environment.asking?.destroy();
  environment.asking = undefined;
  environment.process.kill('SIGKILL');
  const result = { kind: 'failed', errorType, errorMessage } as const;
  finishInvocation(world, environment, result, 'killed');
}

/** The process of the environment is over, in the middle of what it does. */
export function endedWith(world: World, environment: Environment, how: string): void {
  const requestId = environment.current?.invocation.requestId ?? '';
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: ${how}`;
  endEnvironment(world, environment, { errorMessage });
}

interface Report {
  readonly requestId: string;
  readonly phase: 'started' | 'succeeded' | 'failed' | 'killed';
  readonly detail?: string | undefined;
  readonly usage?: Usage | undefined;
}

export function reportInvocation(
  world: World,
  { name }: LambdaFunction,
  { requestId, phase, detail, usage }: Report,
): void {
  world.feed.push({
    kind: 'invocation',
    functionName: name,
    requestId,
    phase,
    ...(detail !== undefined && { detail }),
    ...(usage && { usage }),
    at: preciseNow(),
  });
}

/** The environment's invocation is over, however it ended; all that wait for it are told. */
export function finishInvocation(
  world: World,
  environment: Environment,
  result: InvocationResult,
  phase: 'succeeded' | 'failed' | 'killed',
): void {
  const { current } = environment;
  if (current === undefined) return;
  environment.current = undefined;
  clearTimeout(current.timer);
  const { requestId } = current.invocation;
  const detail =
    result.kind === 'failed' ? `${result.errorType}: ${result.errorMessage}` : undefined;
  const usage = phase === 'killed' ? undefined : environment.usage;
  reportInvocation(world, environment.function, { requestId, phase, detail, usage });
  current.invocation.done(result);
}
