import type { World } from '../core/world';
import { authorize } from '../iam/authorize';
import type { Delivery, Failure } from './delivery';
import { deliveryContext, rolePrincipal } from './delivery-principal';
import { findBus } from './find-bus';
import { publish } from './publish';

/**
 * Puts the event on another bus with the target's role. Across accounts both the role and the bus
 * policy must allow it. [D] eventbridge/latest/userguide/eb-cross-account
 */
export function deliverToBus(world: World, delivery: Delivery): Failure | undefined {
  const { rule, target, event, passage } = delivery;
  const [, , , region = '', accountId = ''] = target.Arn.split(':');
  const otherAccount = accountId !== rule.accountId;
  const otherRegion = region !== rule.region;
  const hop = thirdHop(delivery, { otherAccount, otherRegion });
  if (hop !== undefined) return hop;
  const bus = findBus(world, { accountId, region, bus: target.Arn });
  if (bus === undefined) {
    return { code: 'NO_RESOURCE', message: `Event bus ${target.Arn} does not exist.` };
  }
  const sender = rolePrincipal(world, delivery);
  if ('code' in sender) return sender;
  const decision = authorize(world, {
    principal: sender,
    action: 'events:PutEvents',
    resources: [bus.arn],
    resourcePolicy: { ownerAccountId: accountId, ...(bus.policy && { document: bus.policy }) },
    context: { ...deliveryContext(delivery), 'events:eventBusInvocation': 'true' },
  });
  if (decision.kind === 'denied') {
    return {
      code: 'NO_PERMISSIONS',
      message: `User: ${sender.arn} is not authorized to perform: events:PutEvents on resource: ${bus.arn} ${decision.because}`,
    };
  }
  publish(world, bus, event, {
    crossedAccount: passage.crossedAccount || otherAccount,
    crossedRegion: passage.crossedRegion || otherRegion,
  });
  return undefined;
}

interface Crossing {
  readonly otherAccount: boolean;
  readonly otherRegion: boolean;
}

function thirdHop({ passage }: Delivery, crossing: Crossing): Failure | undefined {
  if (passage.crossedAccount && crossing.otherAccount) {
    return {
      code: 'THIRD_ACCOUNT_HOP_DETECTED',
      message: 'The event was received from another account and cannot be sent to a third account.',
    };
  }
  if (passage.crossedRegion && crossing.otherRegion) {
    return {
      code: 'THIRD_REGION_HOP_DETECTED',
      message: 'The event was received from another Region and cannot be sent to a third Region.',
    };
  }
  return undefined;
}
