import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { World } from '../core/world';
import { endEnvironment } from './end-environment';
import type { Environment } from './function';
import { lambdaOf } from './state';

/** Stops all polling, ends every process and deletes the unpacked code. */
export async function closeLambda(world: World): Promise<void> {
  const { functions, mappings, environments } = lambdaOf(world);
  for (const { stop } of mappings.values()) stop();
  mappings.clear();
  const folders = [...functions.values()].flatMap(({ codeFolders }) => codeFolders);
  for (const { waiting } of functions.values()) waiting.length = 0;
  functions.clear();
  await Promise.all([...environments.values()].map((environment) => end(world, environment)));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

async function end(world: World, environment: Environment): Promise<void> {
  const { process: child } = environment;
  const exited = child.exitCode === null ? once(child, 'exit') : undefined;
  endEnvironment(world, environment, {
    kind: 'failed',
    errorType: 'Runtime.ExitError',
    errorMessage: 'The sandbox was closed.',
  });
  await exited;
}
