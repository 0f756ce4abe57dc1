import { preciseNow } from '../core/clock';
import type { Usage } from '../core/feed';
import type { World } from '../core/service';
import type { LambdaFunction } from './state';

interface Report {
  readonly requestId: string;
  readonly phase: 'started' | 'succeeded' | 'failed' | 'killed';
  readonly detail?: string | undefined;
  readonly usage?: Usage | undefined;
}

export function reportInvocation(
  world: World,
  { name }: LambdaFunction,
  { requestId, phase, detail, usage }: Report,
): void {
  world.feed.push({
    kind: 'invocation',
    functionName: name,
    requestId,
    phase,
    ...(detail === undefined ? {} : { detail }),
    ...(usage && { usage }),
    at: preciseNow(),
  });
}
