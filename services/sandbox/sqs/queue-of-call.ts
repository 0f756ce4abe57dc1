import type { Action, Call, World } from '../core/service';
import { whyNotUseKey } from '../kms/key-policy';
import { queueArn } from './create-queue';
import { requiredText } from './input';
import { QueueRefusal, refuse } from './refusals';
import type { Queue } from './state';

/** The queue a call names by URL; the account and the name in the URL decide, not its host. */
export function queueOfCall(call: Call, world: World): Queue {
  const queue = world.sqs.queues.get(queueArnOfCall(call));
  if (queue === undefined) throw refuse.queueDoesNotExist();
  return queue;
}

export function queueUrl(world: World, queue: Queue): string {
  return `${world.sqs.endpoint}/${queue.accountId}/${queue.name}`;
}

/** What every action on one queue has in common: it is named by URL and its policy takes part. */
export const queueParts = {
  resource: queueArnOfCall,
  resourcePolicy: (call: Call, world: World) => policyOf(queueArnOfCall(call), world),
} as const satisfies Pick<Action, 'resource' | 'resourcePolicy'>;

function queueArnOfCall(call: Call): string {
  const url = requiredText(call.input, 'QueueUrl');
  const match = /^(?:https?:\/\/[^/]+)?\/?(?:(\d{12})\/)?([\w.-]+)\/?$/.exec(url);
  const name = match?.[2];
  if (name === undefined)
    throw refuse.invalidParameter(`The address ${url} is not valid for this endpoint.`);
  return queueArn({ region: call.region, accountId: match?.[1] ?? call.accountId, name });
}

/** Undefined when there is no such queue. */
export function policyOf(arn: string, world: World) {
  const queue = world.sqs.queues.get(arn);
  return queue && queuePolicy(queue);
}

export function queuePolicy(queue: Queue) {
  const text = queue.attributes.get('Policy');
  const owner = { ownerAccountId: queue.accountId };
  return text === undefined ? owner : { ...owner, document: JSON.parse(text) };
}

const actionsFor = {
  send: ['kms:GenerateDataKey', 'kms:Decrypt'],
  receive: ['kms:Decrypt'],
} as const;

/**
 * Refuses a caller who may use the queue but not its customer-managed key. AWS's own `alias/aws/sqs`
 * is open to every principal of the account. [D] sqs-key-management
 */
export function checkKeyAccess(
  { call, world }: { readonly call: Call; readonly world: World },
  queue: Queue,
  purpose: 'send' | 'receive',
): void {
  const keyId = queue.attributes.get('KmsMasterKeyId');
  if (keyId === undefined || keyId === 'alias/aws/sqs') return;
  const { principal } = call;
  const refusal = whyNotUseKey(world, { queue, principal, actions: actionsFor[purpose] });
  if (refusal === undefined) return;
  const code = `Kms${refusal.code.replace(/^KMS|Exception$/g, '')}`;
  throw new QueueRefusal(code, refusal.message, `KMS.${refusal.code}`);
}
