import type { World } from '../core/service';
import { reportInvocation } from './report-invocation';
import type { Environment, InvocationResult } from './state';

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
