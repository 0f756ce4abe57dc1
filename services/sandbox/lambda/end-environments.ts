import type { World } from '../core/service';
import { assign } from './assign';
import { endEnvironment, endedWith } from './environment';
import { findFunction } from './invoke';
import type { Environment, LambdaFunction } from './state';

/** Ends every process of the function in the middle of what it does; the next invocation starts cold. */
export function killEnvironments({ world }: { readonly world: World }, functionArn: string): void {
  const killed = findFunction(world, functionArn);
  for (const environment of [...killed.environments]) {
    endedWith(world, environment, 'signal: killed');
  }
  assign(world, killed);
}

const changed = { errorMessage: 'The function was changed.' };

/** After a change: what is at work finishes as it started, everything else starts cold. */
export function retireEnvironments(world: World, of: LambdaFunction): void {
  for (const environment of [...of.environments]) {
    of.environments.delete(environment);
    if (environment.current === undefined) endEnvironment(world, environment, changed);
  }
  assign(world, of);
}

export function isRetired(environment: Environment): boolean {
  return !environment.function.environments.has(environment);
}

/** It has finished its last work, and makes room in the account. */
export function endRetired(world: World, environment: Environment): void {
  endEnvironment(world, environment, changed);
  assign(world, environment.function);
}
