import type { World } from '../core/service';
import { endEnvironment } from './end-environment';
import { reportInvocation } from './report-invocation';
import type { Environment } from './state';

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
    kind: 'failed',
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  });
}
