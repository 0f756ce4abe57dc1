import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import type { ConditionContext } from '../iam/condition-keys';
import { mayUseKey } from '../kms/key-policy';
import { queuePolicy } from './queue-of-call';
import type { Queue } from './state';

interface Sender {
  readonly principal: Principal;
  readonly context: ConditionContext;
}

/**
 * Why a service, or a role it has become, may not send to a queue; undefined when it may. The queue's policy is asked,
 * and its key's. [D] eb-targets, sns-sqs-as-subscriber, sns-enable-encryption-for-topic-sqs-queue-subscriptions
 */
export function whyNotSend(world: World, queue: Queue, sender: Sender): string | undefined {
  const { arn } = sender.principal;
  const decision = authorize(world, {
    ...sender,
    action: 'sqs:SendMessage',
    resources: [queue.arn],
    resourcePolicy: queuePolicy(queue),
  });
  if (decision.kind === 'denied') {
    return `${arn} is not authorized to perform: sqs:SendMessage on resource: ${queue.arn} ${decision.because}`;
  }
  const actions = ['kms:GenerateDataKey', 'kms:Decrypt'];
  if (mayUseKey(world, { ...sender, queue, actions })) return undefined;
  const keyId = queue.attributes.get('KmsMasterKeyId');
  return `${arn} is not authorized to use the KMS key ${keyId} of queue ${queue.arn}.`;
}
