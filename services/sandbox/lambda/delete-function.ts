import { rm } from 'node:fs/promises';
import type { World } from '../core/service';
import { findFunction } from './invoke';
import { killEnvironments } from './kill-environments';
import { lambdaOf } from './state';

export async function deleteFunction(world: World, arn: string): Promise<void> {
  const deleted = findFunction(world, arn);
  deleted.waiting.length = 0;
  killEnvironments({ world }, arn);
  lambdaOf(world).functions.delete(arn);
  const folders = deleted.codeFolders.map((folder) => rm(folder, { recursive: true, force: true }));
  await Promise.all(folders);
}
