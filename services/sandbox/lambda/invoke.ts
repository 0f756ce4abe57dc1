import { randomUUID } from 'node:crypto';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { assign } from './assign';
import type { InvocationResult, LambdaFunction } from './function';
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
): Promise<InvocationResult> {
  return new Promise((resolve) => {
    const event = JSON.stringify(payload);
    to.waiting.push({ requestId: randomUUID(), event, done: resolve });
    assign(world, to);
  });
}

/** Refuses like Lambda when there is none. */
export function findFunction(world: World, arn: string): LambdaFunction {
  const found = lambdaOf(world).functions.get(arn);
  if (found !== undefined) return found;
  throw new Refusal('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}
