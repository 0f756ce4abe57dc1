import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { retireEnvironments } from './end-environments';
import type { FunctionCode, FunctionSettings, LambdaFunction } from './state';

/** The next invocation starts cold with it. */
export function changeSettings(
  world: World,
  of: LambdaFunction,
  settings: Partial<FunctionSettings>,
): void {
  of.settings = { ...of.settings, ...settings };
  changed(world, of);
}

/** The old code stays on disk for what still runs it. */
export function changeCode(world: World, of: LambdaFunction, code: FunctionCode): void {
  of.code = code;
  of.codeFolders.push(code.folder);
  changed(world, of);
}

function changed(world: World, of: LambdaFunction): void {
  of.lastModified = world.now();
  of.revisionId = randomUUID();
  retireEnvironments(world, of);
}
