import { type Call, Refusal, type World } from '../core/service';
import { authorize } from './authorize';
import type { ConditionContext } from './condition-context';

export interface SecondPermission {
  /** e.g. `logs:TagResource`, for a group that is created with tags. */
  readonly permission: string;
  readonly resource: string;
  /** Condition keys beyond the caller's. */
  readonly context?: ConditionContext;
  /** Code of the refusal; default that of the JSON protocol. */
  readonly code?: string;
}

/** Refuses unless the caller's policies allow what a call needs besides the permission of its own name. */
export function requirePermission(world: World, call: Call, second: SecondPermission): void {
  const { permission, resource, context, code = 'AccessDeniedException' } = second;
  const decision = authorize(world, {
    principal: call.principal,
    action: permission,
    resources: [resource],
    context: { 'aws:RequestedRegion': call.region, ...context },
  });
  if (decision.kind === 'allowed') return;
  throw new Refusal(
    code,
    `User: ${call.principal.arn} is not authorized to perform: ${permission} on resource: ${resource} ${decision.because}`,
    code.endsWith('Exception') ? 400 : 403,
  );
}
