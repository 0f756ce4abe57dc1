import type { Principal } from '../core/principal';
import { saidBy } from '../core/said-by';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import type { ConditionContext } from '../iam/condition-keys';
import { whyNotUseKey } from '../kms/key-policy';
import { numberAttribute } from './queue-attributes';
import { queuePolicy } from './queue-of-call';
import { deniedSentence } from './refusals';
import type { Queue } from './state';

interface Sender {
  readonly principal: Principal;
  readonly context: ConditionContext;
}

/**
 * Why a service, or a role it has become, may not send to a queue, as it tells what SQS told it; undefined when it may.
 * The queue's policy is asked, and its key's. [D] eb-targets, sns-sqs-as-subscriber,
 * sns-enable-encryption-for-topic-sqs-queue-subscriptions; sentences recorded on AWS, September 2026
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
    const sentence = `User: ${arn} is not authorized to perform: sqs:SendMessage on resource: ${queue.arn} ${decision.because}`;
    return `${deniedSentence(sentence)}${saidBy('AmazonSQS', 403, 'AccessDenied')}`;
  }
  return whyNotEncrypt(world, queue, sender);
}

/**
 * SQS keeps a data key for a while, per service and not per what it works for: a rule that the key does not admit is
 * delivered while the data key that another rule got is still good. Recorded on AWS, September 2026
 */
function whyNotEncrypt(world: World, queue: Queue, sender: Sender): string | undefined {
  const { principal } = sender;
  const holder = `${principal.kind === 'service' ? principal.service : ''} ${queue.attributes.get('KmsMasterKeyId')}`;
  const now = world.clock.elapsedMs();
  if ((queue.dataKeys.get(holder) ?? now) > now) return undefined;
  const actions = ['kms:GenerateDataKey', 'kms:Decrypt'];
  const refusal = whyNotUseKey(world, { ...sender, queue, actions });
  if (refusal !== undefined) {
    return `${refusal.message}${saidBy('AmazonSQS', 400, `KMS.${refusal.code}`)}`;
  }
  if (principal.kind === 'service') {
    const seconds = numberAttribute(queue, 'KmsDataKeyReusePeriodSeconds');
    queue.dataKeys.set(holder, now + seconds * 1000);
  }
  return undefined;
}
