import { preciseNow } from '../core/clock';
import type { World } from '../core/world';
import type { LambdaFunction } from './function';

interface Report {
  readonly requestId: string;
  readonly phase: 'started' | 'succeeded' | 'failed' | 'killed';
  readonly detail?: string | undefined;
}

export function reportInvocation(
  world: World,
  { name }: LambdaFunction,
  { requestId, phase, detail }: Report,
): void {
  world.feed.push({
    kind: 'invocation',
    functionName: name,
    requestId,
    phase,
    ...(detail === undefined ? {} : { detail }),
    at: preciseNow(),
  });
}
