import type { World } from '../core/service';
import { finishInvocation } from './report-invocation';
import { type Environment, type InvocationResult, lambdaOf } from './state';

/** Kills the environment's process at once; what it was working on ends with the result. */
export function endEnvironment(
  world: World,
  environment: Environment,
  result: Extract<InvocationResult, { readonly kind: 'failed' }>,
): void {
  environment.function.environments.delete(environment);
  lambdaOf(world).environments.delete(environment.id);
  environment.asking?.destroy();
  environment.asking = undefined;
  environment.process.kill('SIGKILL');
  finishInvocation(world, environment, result, 'killed');
}
