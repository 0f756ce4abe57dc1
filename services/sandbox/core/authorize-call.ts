import { accessDenied } from '../iam/access-denied';
import { authorize } from '../iam/authorize';
import { listOf } from '../iam/policy-document';
import { type Action, type Call, Refusal, type Service, type World } from './service';

/** Refuses with AWS's AccessDenied unless policies allow the call. */
export function authorizeCall(world: World, service: Service, action: Action, call: Call): void {
  if (action.authorization === 'none' || action.authorization === 'own') return;
  const permission = permissionOf(action, call);
  const resourcePolicy = action.resourcePolicy?.(call, world);
  const decision = authorize(world, {
    principal: call.principal,
    action: permission,
    resources: listOf(action.resource?.(call, world) ?? '*'),
    ...(resourcePolicy && { resourcePolicy }),
    context: { 'aws:RequestedRegion': call.region, ...action.conditions?.(call, world) },
  });
  if (decision.kind === 'allowed') return;
  const { protocol } = service.wire;
  const { principal } = call;
  const denied = accessDenied({ ...decision, principal, action: permission, protocol });
  if (service.deniedCode === undefined) throw denied;
  throw new Refusal(service.deniedCode, denied.message, denied.status);
}

function permissionOf({ permission }: Action, call: Call): string {
  if (permission === undefined) return `${call.service}:${call.action}`;
  return typeof permission === 'string' ? permission : permission(call);
}
