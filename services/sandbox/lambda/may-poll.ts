import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import { mayUseKey } from '../kms/key-policy';
import type { Queue } from '../sqs/queue';
import { queuePolicy } from '../sqs/queue-of-call';
import { rolePrincipal } from './role-principal';
import type { QueueMapping } from './state';

const needed = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** Whether the function's role may take messages from the queue: asked before every batch. */
export function mayPoll(world: World, mapping: QueueMapping, queue: Queue): boolean {
  return missingPermission(world, mapping.functionArn, queue) === undefined;
}

/** The first thing the role may not do, e.g. `sqs:DeleteMessage`; undefined when it may do all. */
export function missingPermission(
  world: World,
  functionArn: string,
  queue: Queue,
): string | undefined {
  const principal = rolePrincipal(world, functionArn);
  if (principal === undefined) return 'sts:AssumeRole';
  const denied = needed.find((action) => {
    const resourcePolicy = queuePolicy(queue);
    const request = { principal, action, resources: [queue.arn], resourcePolicy };
    return authorize(world, request).kind === 'denied';
  });
  if (denied !== undefined) return denied;
  const keyId = queue.attributes.get('KmsMasterKeyId');
  const use = { keyId: keyId ?? '', queue, principal, actions: ['kms:Decrypt'] };
  return keyId === undefined || mayUseKey(world, use) ? undefined : 'kms:Decrypt';
}
