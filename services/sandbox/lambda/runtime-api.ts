import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { preciseNow } from '../core/clock';
import type { Usage } from '../core/feed';
import { onClose } from '../core/on-close';
import type { PathHandler } from '../core/server';
import type { World } from '../core/service';
import { assign } from './assign';
import { endRetired, isRetired } from './end-environments';
import { endEnvironment, finishInvocation, handOver } from './environment';
import { type Environment, lambdaOf } from './state';

interface Opened {
  readonly world: World;
  readonly endpoint: string;
  readonly addPathHandler: (handler: PathHandler) => void;
}

/** Opens the Runtime API on the sandbox's port; environments are told apart by their path. Once is enough. */
export function attachRuntimeApi({ world, endpoint, addPathHandler }: Opened): void {
  const state = lambdaOf(world);
  if (state.endpoint !== '') return;
  state.endpoint = endpoint;
  addPathHandler({
    prefix: '/lambda-environment/',
    handle: (incoming, response) => void serve(world, incoming, response),
  });
  onClose(world, () => closeLambda(world));
}

const path =
  /^\/lambda-environment\/([^/]+)\/2018-06-01\/runtime\/(?:(init\/error|invocation\/next)|invocation\/[^/]+\/(response|error))$/;

async function serve(
  world: World,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, id = '', named, outcome] = path.exec(incoming.url ?? '') ?? [];
  const environment = lambdaOf(world).environments.get(id);
  const text = await readText(incoming);
  if (environment === undefined) {
    response.writeHead(403).end();
    return;
  }
  if (named === 'invocation/next') {
    next(world, environment, response);
    return;
  }
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
  environment.usage = usageIn(incoming.headers['sandbox-usage']);
  if (named === 'init/error') endEnvironment(world, environment, failure(text));
  else if (outcome === 'error') {
    finishInvocation(world, environment, failure(text), 'failed');
  } else {
    const result = { kind: 'succeeded', payload: JSON.parse(text) } as const;
    finishInvocation(world, environment, result, 'succeeded');
  }
}

function usageIn(told: string | string[] | undefined): Usage | undefined {
  const [cpuMilliseconds = 0, peakKilobytes = 0] = String(told ?? '')
    .split(' ')
    .map(Number);
  return told === undefined ? undefined : { cpuMilliseconds, peakKilobytes };
}

function next(world: World, environment: Environment, response: ServerResponse): void {
  environment.initMilliseconds ??= preciseNow() - environment.startedAt;
  environment.asking = response;
  if (isRetired(environment)) {
    endRetired(world, environment);
    return;
  }
  if (environment.current === undefined) assign(world, environment.function);
  else handOver(world, environment);
}

function failure(text: string) {
  const { errorType, errorMessage } = JSON.parse(text);
  return {
    kind: 'failed',
    errorType: String(errorType),
    errorMessage: String(errorMessage),
  } as const;
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Stops all polling, ends every process and deletes the unpacked code. */
async function closeLambda(world: World): Promise<void> {
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
  endEnvironment(world, environment, { errorMessage: 'The sandbox was closed.' });
  await exited;
}
