import type { Principal } from '../core/principal';
import { Refusal, type World } from '../core/service';
import { authorize } from '../iam/authorize';
import { mayUseKey } from '../kms/key-policy';
import type { MessageAttributes } from '../sqs/message';
import { queuePolicy } from '../sqs/queue-of-call';
import { senderId, sendMessage } from '../sqs/send-message';
import type { Queue } from '../sqs/state';
import type { Delivery, Failure } from './delivery';
import {
  deliveryContext,
  eventBridge,
  roleDeliveryContext,
  rolePrincipal,
} from './delivery-principal';

/** The event as message body; the group is the target's, or what its path finds in the event. */
export function deliverToQueue(world: World, delivery: Delivery): Failure | undefined {
  const path = delivery.target.SqsParameters?.MessageGroupId;
  const groupId = path?.startsWith('$.') ? valueAtPath(delivery.event, path) : path;
  return sendToQueue(world, delivery, {
    queueArn: delivery.target.Arn,
    ...(groupId === undefined ? {} : { groupId }),
    ...(delivery.target.RoleArn === undefined ? {} : { withRole: true }),
  });
}

interface Posting {
  readonly queueArn: string;
  readonly groupId?: string;
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
      message: `Queue ${posting.queueArn} does not exist in ${delivery.rule.region}.`,
    };
  }
  const principal = posting.withRole
    ? rolePrincipal(world, delivery)
    : eventBridge(delivery.rule.accountId);
  if ('code' in principal) return principal;
  const refused = refusedByPolicy(world, delivery, { queue, principal });
  if (refused !== undefined) return refused;
  const { groupId, attributes } = posting;
  try {
    sendMessage(world, queue, {
      body: JSON.stringify(delivery.event),
      senderId: senderId(principal),
      ...(groupId === undefined ? {} : { groupId }),
      ...(attributes === undefined ? {} : { attributes }),
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: 'INVALID_PARAMETER', message: error.message };
  }
}

/** [D] eb-targets: what EventBridge needs on the key of a queue it sends to. */
const keyActions = ['kms:GenerateDataKey', 'kms:Decrypt'];

interface Gate {
  readonly queue: Queue;
  readonly principal: Principal;
}

function refusedByPolicy(
  world: World,
  delivery: Delivery,
  { queue, principal }: Gate,
): Failure | undefined {
  const context =
    principal.kind === 'assumed-role' ? roleDeliveryContext(delivery) : deliveryContext(delivery);
  const decision = authorize(world, {
    principal,
    action: 'sqs:SendMessage',
    resources: [queue.arn],
    resourcePolicy: queuePolicy(queue),
    context,
  });
  if (decision.kind === 'denied') {
    return {
      code: 'NO_PERMISSIONS',
      message: `${principal.arn} is not authorized to perform: sqs:SendMessage on resource: ${queue.arn} ${decision.because}`,
    };
  }
  const keyId = queue.attributes.get('KmsMasterKeyId');
  const use = { keyId: keyId ?? '', queue, principal, context, actions: keyActions };
  if (keyId === undefined || mayUseKey(world, use)) return undefined;
  return {
    code: 'NO_PERMISSIONS',
    message: `${principal.arn} is not authorized to use the KMS key ${keyId} of queue ${queue.arn}.`,
  };
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
