import type { World } from '../core/service';
import { assign } from './assign';
import { endEnvironment } from './end-environment';
import { findFunction } from './invoke';

/** Ends every process of the function in the middle of what it does; the next invocation starts cold. */
export function killEnvironments({ world }: { readonly world: World }, functionArn: string): void {
  const killed = findFunction(world, functionArn);
  for (const environment of [...killed.environments]) {
    const requestId = environment.current?.invocation.requestId ?? '';
    endEnvironment(world, environment, {
      kind: 'failed',
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
    });
  }
  assign(world, killed);
}
