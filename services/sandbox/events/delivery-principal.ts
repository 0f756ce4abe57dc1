import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import type { ConditionContext } from '../iam/condition-keys';
import { findRole } from '../iam/roles';
import type { Delivery, Failure } from './delivery';

/** EventBridge itself, as queue and key policies see it. */
export function eventBridge(accountId: string): Extract<Principal, { readonly kind: 'service' }> {
  const service = 'events.amazonaws.com';
  return { kind: 'service', accountId, arn: service, service };
}

/** What policies on the way may ask about a delivery. */
export function deliveryContext({ rule, event }: Delivery): ConditionContext {
  return {
    'aws:SourceArn': rule.arn,
    'aws:SourceAccount': rule.accountId,
    'aws:RequestedRegion': rule.region,
    'events:source': event.source,
    'events:detail-type': event['detail-type'],
  };
}

/** The caller is the role's session: of the rule nothing is known. Recorded on AWS for queues, unknown for buses. */
export function roleDeliveryContext(delivery: Delivery): ConditionContext {
  const {
    'aws:SourceArn': _arn,
    'aws:SourceAccount': _account,
    ...known
  } = deliveryContext(delivery);
  return known;
}

/**
 * The session EventBridge gets of the target's role, which must be the rule's account's own and
 * trust EventBridge. Since March 2023 a bus target cannot do without. [D] eb-cross-account
 */
export function rolePrincipal(world: World, delivery: Delivery): Principal | Failure {
  const { rule, target } = delivery;
  const roleArn = target.RoleArn;
  if (roleArn === undefined) {
    return { code: 'NO_PERMISSIONS', message: `Target ${target.Id} has no role to send with.` };
  }
  const role = findRole(world, roleArn);
  if (role === undefined || role.accountId !== rule.accountId) return notAssumable(roleArn);
  if (role.usableFrom > world.now()) return notAssumable(roleArn);
  const decision = authorize(world, {
    principal: eventBridge(rule.accountId),
    action: 'sts:AssumeRole',
    resources: [role.arn],
    resourcePolicy: { ownerAccountId: role.accountId, document: role.trustPolicy },
    context: deliveryContext(delivery),
  });
  if (decision.kind === 'denied') return notAssumable(roleArn);
  const sessionName = delivery.event.id.replaceAll('-', '');
  return {
    kind: 'assumed-role',
    accountId: role.accountId,
    arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    // Never on the wire: EventBridge keeps its sessions to itself.
    accessKeyId: 'ASIAEVENTBRIDGE00000',
    roleArn: role.arn,
    roleName: role.name,
    roleId: role.id,
    sessionName,
    createdAt: world.now(),
    expiresAt: new Date(world.now().getTime() + 3_600_000),
  };
}

function notAssumable(roleArn: string): Failure {
  return {
    code: 'FAILED_TO_ASSUME_ROLE',
    message: `EventBridge was not able to assume role ${roleArn}.`,
  };
}
