import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { preciseNow } from '../core/clock';
import type { World } from '../core/service';
import { findRole } from '../iam/roles';
import { issueSession } from '../sts/issue-session';
import { endEnvironment, endedWith, handOver } from './environment';
import { refuse } from './refusals';
import { type Environment, type InvocationResult, type LambdaFunction, lambdaOf } from './state';

/** Gives waiting invocations to idle environments, warm ones first, and starts cold ones within the limits. */
export function assign(world: World, to: LambdaFunction): void {
  if (findRole(world, to.settings.roleArn) === undefined) failAll(to, roleGone);
  if (to.reservedConcurrency === 0) failAll(to, throttled);
  for (;;) {
    const environment = to.waiting.length === 0 ? undefined : freeEnvironment(world, to);
    if (environment === undefined) return;
    const invocation = to.waiting.shift();
    if (invocation === undefined) return;
    environment.current = { invocation, timer: undefined };
    if (environment.asking !== undefined) handOver(world, environment);
  }
}

/** The role was deleted under the function. */
const roleGone: InvocationResult = {
  kind: 'failed',
  errorType: 'AccessDeniedException',
  errorMessage: 'The role defined for the function cannot be assumed by Lambda.',
};

/** No concurrency at all: every invocation is refused at once [D configuration-concurrency]. */
const throttled: InvocationResult = {
  kind: 'failed',
  errorType: 'TooManyRequestsException',
  errorMessage: 'Rate Exceeded.',
};

function failAll(to: LambdaFunction, result: InvocationResult): void {
  for (const { done } of to.waiting.splice(0)) done(result);
}

/** One that has just answered and not asked again yet is free too: it gets the event when it asks. */
function freeEnvironment(world: World, to: LambdaFunction): Environment | undefined {
  endOld(world, to);
  const free = [...to.environments].filter(({ current }) => current === undefined);
  const busy = to.environments.size - free.length;
  if (busy >= (to.reservedConcurrency ?? Infinity)) return undefined;
  const warm = free.find(({ asking }) => asking !== undefined) ?? free[0];
  if (warm !== undefined) return warm;
  return mayStart(world, to) ? startEnvironment(world, to) : undefined;
}

function endOld(world: World, { environments }: LambdaFunction): void {
  const now = world.now().getTime();
  for (const environment of [...environments]) {
    if (environment.current !== undefined || environment.endsAt > now) continue;
    const errorMessage = 'Lambda ends an environment every few hours.';
    endEnvironment(world, environment, { errorMessage });
  }
}

/** An account's concurrency is the requests in flight: an environment that waits for one is none. [D] lambda-concurrency */
function mayStart(world: World, to: LambdaFunction): boolean {
  const { environments, accountConcurrency } = lambdaOf(world);
  const inAccount = [...environments.values()].filter(
    ({ function: { accountId }, current }) => accountId === to.accountId && current !== undefined,
  ).length;
  return (
    to.environments.size < (to.reservedConcurrency ?? Infinity) && inAccount < accountConcurrency
  );
}

const bootstrap = join(__dirname, 'bootstrap.cjs');

/**
 * Lambda ends an environment every few hours, also one that is always at work [D] lambda-runtime-environment; its keys
 * are for twelve.
 */
const LIFETIME_MS = 6 * 3_600_000;

/** Starts a process of plain Node.js with the function's role and variables, and nothing else of ours. */
function startEnvironment(world: World, of: LambdaFunction): Environment {
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
  // They do nothing more for an environment that was ended on purpose.
  child.once('error', (error) => endedWith(world, environment, error.message));
  child.once('exit', (code) => endedWith(world, environment, `exit status ${code ?? 1}`));
  return environment;
}

function watchLines(world: World, { name }: LambdaFunction, stream: Readable): void {
  createInterface({ input: stream }).on('line', (line) => {
    world.feed.push({ kind: 'log', functionName: name, line, at: preciseNow() });
  });
}

/** Lambda's own variables, then the function's; of ours only PATH. [D] configuration-envvars */
function environmentVariables(
  world: World,
  of: LambdaFunction,
  environmentId: string,
): Readonly<Record<string, string>> {
  const { endpoint } = lambdaOf(world);
  return {
    ...of.settings.variables,
    ...credentials(world, of),
    AWS_DEFAULT_REGION: of.region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EXECUTION_ENV: `AWS_Lambda_${of.settings.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(of.settings.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: of.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${of.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: environmentId,
    AWS_LAMBDA_RUNTIME_API: `${endpoint.replace('http://', '')}/lambda-environment/${environmentId}`,
    AWS_REGION: of.region,
    // The Node that plays the runtime here may be older than the one the function asks for.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    LAMBDA_TASK_ROOT: of.code.folder,
    LANG: 'en_US.UTF-8',
    ...(process.env.SANDBOX_CODE_CACHE && { SANDBOX_CODE_CACHE: '1' }),
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    _HANDLER: of.settings.handler,
  };
}

function credentials(world: World, of: LambdaFunction): Readonly<Record<string, string>> {
  const { roleArn } = of.settings;
  const role = findRole(world, roleArn);
  if (role === undefined) throw refuse.invalidParameter(`The role ${roleArn} cannot be found.`);
  const session = { role, sessionName: of.name, durationSeconds: 12 * 3600 };
  const { accessKeyId, secretAccessKey, sessionToken } = issueSession(world, session).credentials;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}
