import { randomUUID } from 'node:crypto';
import type { Principal } from '../core/principal';
import { saidBy } from '../core/said-by';
import type { World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import { findRole } from '../iam/roles';
import { serviceSession, trustsService } from '../iam/service-principal';
import type { Role } from '../iam/state';
import type { Event, EventBus, Passage, Rule, Target } from './state';

/** One event on its way from a rule to one target. */
export interface Delivery {
  readonly rule: Rule;
  readonly target: Target;
  readonly event: Event;
  readonly passage: Passage;
}

/** Hands an event to the rules of a bus. A target may be a bus, so what delivers to targets is given it. */
export type Publish = (world: World, bus: EventBus, event: Event, passage: Passage) => void;

/** Why a target did not take the event: EventBridge's code, as it stands in the dead-letter message. */
export interface Failure {
  readonly code:
    | 'FAILED_TO_ASSUME_ROLE'
    | 'NO_PERMISSIONS'
    | 'NO_RESOURCE'
    | 'INVALID_PARAMETER'
    | 'THIRD_ACCOUNT_HOP_DETECTED'
    | 'THIRD_REGION_HOP_DETECTED';
  readonly message: string;
}

export const eventBridge = 'events.amazonaws.com';

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
  const role = assumableRole(world, rule, roleArn);
  return role === undefined
    ? notAssumable(roleArn)
    : serviceSession(world, role, randomUUID().replaceAll('-', ''));
}

/** The role, if EventBridge can become it for a rule: one of the rule's account that trusts it, and not too new. */
export function assumableRole(
  world: World,
  { arn, accountId }: Pick<Rule, 'arn' | 'accountId'>,
  roleArn: string,
): Role | undefined {
  const role = findRole(world, roleArn);
  if (role === undefined || role.accountId !== accountId) return undefined;
  if (role.usableFrom > world.now()) return undefined;
  const context = { 'aws:SourceArn': arn, 'aws:SourceAccount': accountId };
  return trustsService(world, role, eventBridge, context) ? role : undefined;
}

function notAssumable(roleArn: string): Failure {
  return {
    code: 'FAILED_TO_ASSUME_ROLE',
    message: `User: ${eventBridge} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}${saidBy('AWSSecurityTokenService', 403, 'AccessDenied')}`,
  };
}
