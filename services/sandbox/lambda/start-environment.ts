import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { preciseNow } from '../core/clock';
import type { World } from '../core/world';
import { endEnvironment } from './end-environment';
import { environmentVariables } from './environment-variables';
import type { Environment, LambdaFunction } from './function';
import { lambdaOf } from './state';

const bootstrap = join(__dirname, 'bootstrap.cjs');

/**
 * Lambda ends an environment every few hours, also one that is always at work [D] lambda-runtime-environment; its keys
 * are for twelve.
 */
const LIFETIME_MS = 6 * 3_600_000;

/** Starts a process of plain Node.js with the function's role and variables, and nothing else of ours. */
export function startEnvironment(world: World, of: LambdaFunction): Environment {
  const id = randomUUID();
  const child = spawn(process.execPath, [bootstrap], {
    cwd: of.code.folder,
    env: environmentVariables(world, of, id),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const environment: Environment = {
    id,
    function: of,
    process: child,
    startedAt: preciseNow(),
    endsAt: world.now().getTime() + LIFETIME_MS,
    initMilliseconds: undefined,
    served: false,
    asking: undefined,
    current: undefined,
    usage: undefined,
  };
  of.environments.add(environment);
  lambdaOf(world).environments.set(id, environment);
  watchLines(world, of, child.stdout);
  watchLines(world, of, child.stderr);
  child.once('error', (error) => endedWith(world, environment, error.message));
  child.once('exit', (code) => endedWith(world, environment, `exit status ${code ?? 1}`));
  return environment;
}

function watchLines(world: World, { name }: LambdaFunction, stream: Readable): void {
  createInterface({ input: stream }).on('line', (line) => {
    world.feed.push({ kind: 'log', functionName: name, line, at: preciseNow() });
  });
}

/** Does nothing more for an environment that was ended on purpose. */
function endedWith(world: World, environment: Environment, how: string): void {
  const requestId = environment.current?.invocation.requestId ?? '';
  endEnvironment(world, environment, {
    kind: 'failed',
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
  });
}
