import { randomUUID } from 'node:crypto';
import { saidBy } from '../core/said-by';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import {
  type Delivery,
  type Failure,
  type Publish,
  roleDeliveryContext,
  rolePrincipal,
} from './delivery';
import { busPolicy, findBus } from './find-bus';
import { type Event, eventTime } from './state';

/**
 * Puts the event on another bus with the target's role. Across accounts both the role and the bus
 * policy must allow it. A bus that is not there takes the event and loses it: no failure, no dead letter.
 * [D] eventbridge/latest/userguide/eb-cross-account; recorded on AWS, September 2026
 */
export function deliverToBus(
  world: World,
  delivery: Delivery,
  publish: Publish,
): Failure | 'swallowed' | undefined {
  const { rule, target, event, passage } = delivery;
  const [, , , region = '', accountId = ''] = target.Arn.split(':');
  const otherRegion = region !== rule.region;
  const hop = secondHop(delivery, otherRegion);
  if (hop !== undefined) return hop;
  const bus = findBus(world, { accountId, region, bus: target.Arn });
  if (bus === undefined) return 'swallowed';
  const sender = rolePrincipal(world, delivery);
  if ('code' in sender) return lacksPermission(sender.message, otherRegion);
  const decision = authorize(world, {
    principal: sender,
    action: 'events:PutEvents',
    resources: [bus.arn],
    resourcePolicy: busPolicy(world, bus.arn),
    context: { ...roleDeliveryContext(delivery), 'events:eventBusInvocation': 'true' },
  });
  if (decision.kind === 'denied') {
    return lacksPermission(
      `User: ${sender.arn} is not authorized to perform: events:PutEvents on resource: ${bus.arn} ${decision.because}${saidBy('AWSEvents', 400, 'AccessDeniedException')}`,
      otherRegion,
    );
  }
  publish(world, bus, otherRegion ? inOtherRegion(world, event) : event, {
    forwarded: passage.forwarded || !otherRegion,
    crossedRegion: passage.crossedRegion || otherRegion,
  });
  return undefined;
}

/** Within a Region EventBridge says the same of every cause: role, trust or bus policy. */
function lacksPermission(cause: string, otherRegion: boolean): Failure {
  const message = otherRegion ? cause : 'Lack of permissions to invoke cross account target.';
  return { code: 'NO_PERMISSIONS', message };
}

const inOtherRegion = (world: World, event: Event): Event => ({
  ...event,
  id: randomUUID(),
  time: eventTime(world.now()),
});

function secondHop({ passage, event }: Delivery, otherRegion: boolean): Failure | undefined {
  if (!otherRegion && passage.forwarded) {
    return {
      code: 'THIRD_ACCOUNT_HOP_DETECTED',
      message: `Event ingestion rejected for event ${event.id} because an event can be sent to an event bus target only once. This event was previously delivered to an event bus target.`,
    };
  }
  if (otherRegion && passage.crossedRegion) {
    return { code: 'THIRD_REGION_HOP_DETECTED', message: 'Unknown exception.' };
  }
  return undefined;
}
