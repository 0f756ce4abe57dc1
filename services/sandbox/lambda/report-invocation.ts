import { preciseNow } from '../core/clock';
import type { Usage } from '../core/feed';
import type { World } from '../core/service';
import type { Environment, InvocationResult, LambdaFunction } from './state';

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
    ...(detail === undefined ? {} : { detail }),
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
