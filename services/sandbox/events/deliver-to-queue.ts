import { saidBy } from '../core/said-by';
import { Refusal, type World } from '../core/service';
import { servicePrincipal } from '../iam/service-principal';
import { whyNotSend } from '../sqs/may-send';
import type { MessageAttributes } from '../sqs/message';
import { senderId, sendMessage } from '../sqs/send-message';
import {
  type Delivery,
  deliveryContext,
  eventBridge,
  type Failure,
  roleDeliveryContext,
  rolePrincipal,
} from './delivery';

/** The event as message body; the group is the target's, or what its path finds in the event. */
export function deliverToQueue(world: World, delivery: Delivery): Failure | undefined {
  const path = delivery.target.SqsParameters?.MessageGroupId;
  const groupId = path?.startsWith('$.') ? valueAtPath(delivery.event, path) : path;
  return sendToQueue(world, delivery, {
    queueArn: delivery.target.Arn,
    groupId,
    withRole: delivery.target.RoleArn !== undefined,
  });
}

interface Posting {
  readonly queueArn: string;
  readonly groupId?: string | undefined;
  readonly attributes?: MessageAttributes;
  /** As the target's role instead of as EventBridge itself. */
  readonly withRole?: boolean;
}

/** Asks the queue's policy, and its key's, before sending. */
export function sendToQueue(
  world: World,
  delivery: Delivery,
  posting: Posting,
): Failure | undefined {
  const queue = world.sqs.queues.get(posting.queueArn);
  if (queue === undefined || queue.region !== delivery.rule.region) {
    return {
      code: 'NO_RESOURCE',
      message: `The specified queue does not exist.${saidBy('AmazonSQS', 400, 'AWS.SimpleQueueService.NonExistentQueue')}`,
    };
  }
  const principal = posting.withRole
    ? rolePrincipal(world, delivery)
    : servicePrincipal(eventBridge, delivery.rule.accountId);
  if ('code' in principal) return principal;
  const isRole = principal.kind === 'assumed-role';
  const context = isRole ? roleDeliveryContext(delivery) : deliveryContext(delivery);
  const message = whyNotSend(world, queue, { principal, context });
  if (message !== undefined) return { code: 'NO_PERMISSIONS', message };
  const { groupId, attributes } = posting;
  try {
    sendMessage(world, queue, {
      body: JSON.stringify(delivery.event),
      senderId: senderId(principal),
      groupId,
      attributes,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: 'INVALID_PARAMETER', message: error.message };
  }
}

/** The text, number or boolean a path such as `$.detail.recipientAccountId` finds; undefined if none. */
function valueAtPath(event: unknown, path: string): string | undefined {
  let value = event;
  for (const key of path.slice('$.'.length).split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
