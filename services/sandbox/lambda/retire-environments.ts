import type { World } from '../core/service';
import { assign } from './assign';
import { endEnvironment } from './end-environment';
import type { Environment, LambdaFunction } from './state';

/** After a change: what is at work finishes as it started, everything else starts cold. */
export function retireEnvironments(world: World, of: LambdaFunction): void {
  for (const environment of [...of.environments]) {
    of.environments.delete(environment);
    if (environment.current === undefined) end(world, environment);
  }
  assign(world, of);
}

export function isRetired(environment: Environment): boolean {
  return !environment.function.environments.has(environment);
}

/** It has finished its last work, and makes room in the account. */
export function endRetired(world: World, environment: Environment): void {
  end(world, environment);
  assign(world, environment.function);
}

function end(world: World, environment: Environment): void {
  endEnvironment(world, environment, {
    kind: 'failed',
    errorType: 'Runtime.ExitError',
    errorMessage: 'The function was changed.',
  });
}
