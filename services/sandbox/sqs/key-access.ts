import type { Call, World } from '../core/service';
import { mayUseKey } from '../kms/may-use-key';
import type { Queue } from './queue';
import { QueueRefusal } from './refusals';

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
  const denied = actionsFor[purpose].find(
    (action) => !mayUseKey(world, { keyId, queue, principal, actions: [action] }),
  );
  if (denied === undefined) return;
  throw new QueueRefusal(
    'KmsAccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${denied} on resource: ${keyId}`,
    'KMS.AccessDeniedException',
  );
}
