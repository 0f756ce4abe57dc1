import { accessDenied } from '../iam/access-denied';
import { authorize } from '../iam/authorize';
import { listOf } from '../iam/list-of';
import type { Call } from './call';
import type { Action, Service } from './service';
import type { World } from './world';

/** Refuses with AWS's AccessDenied unless policies allow the call. */
export function authorizeCall(world: World, service: Service, action: Action, call: Call): void {
  if (action.authorization === 'none' || action.authorization === 'own') return;
  const permission = action.permission ?? `${call.service}:${call.action}`;
  const resourcePolicy = action.resourcePolicy?.(call, world);
  const decision = authorize(world, {
    principal: call.principal,
    action: permission,
    resources: listOf(action.resource(call, world)),
    ...(resourcePolicy && { resourcePolicy }),
    context: { 'aws:RequestedRegion': call.region, ...action.conditions?.(call, world) },
  });
  if (decision.kind === 'allowed') return;
  const { protocol } = service.wire;
  throw accessDenied({ ...decision, principal: call.principal, action: permission, protocol });
}
