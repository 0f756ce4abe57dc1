import type { World } from '../core/world';
import { findRole } from '../iam/roles';
import { endEnvironment } from './end-environment';
import type { Environment, InvocationResult, LambdaFunction } from './function';
import { handOver } from './hand-over';
import { startEnvironment } from './start-environment';
import { lambdaOf } from './state';

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
    const result = { kind: 'failed', errorType: 'Runtime.ExitError', errorMessage } as const;
    endEnvironment(world, environment, result);
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
