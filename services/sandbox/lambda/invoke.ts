import { randomUUID } from 'node:crypto';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { assign } from './assign';
import type { InvocationResult, LambdaFunction } from './function';
import { nextHop } from './lineage';
import { reportInvocation } from './report-invocation';
import { lambdaOf } from './state';

/**
 * Runs the function once and waits for what it returns. Waits too while all its environments are
 * busy, where AWS would answer TooManyRequestsException.
 */
export function invoke(
  { world }: { readonly world: World },
  functionArn: string,
  payload: unknown,
): Promise<InvocationResult> {
  return invokeFunction(world, findFunction(world, functionArn), payload);
}

export function invokeFunction(
  world: World,
  to: LambdaFunction,
  payload: unknown,
  traceHeaders: readonly (string | undefined)[] = [],
): Promise<InvocationResult> {
  const { traceHeader, isOver } = nextHop(to, traceHeaders);
  const requestId = randomUUID();
  if (isOver) {
    reportInvocation(world, to, { requestId, phase: 'failed', detail: endOfLoop.errorMessage });
    return Promise.resolve(endOfLoop);
  }
  return new Promise((resolve) => {
    const event = JSON.stringify(payload);
    to.waiting.push({ requestId, event, traceHeader, done: resolve });
    assign(world, to);
  });
}

/** The function never runs: its message comes back and ends in the dead letters. */
const endOfLoop = {
  kind: 'failed',
  errorType: 'RecursiveInvocationException',
  errorMessage:
    'Lambda ended a recursive loop: the function ran 16 times in one chain of requests.',
} as const satisfies InvocationResult;

/** Refuses like Lambda when there is none. */
export function findFunction(world: World, arn: string): LambdaFunction {
  const found = lambdaOf(world).functions.get(arn);
  if (found !== undefined) return found;
  throw new Refusal('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}
