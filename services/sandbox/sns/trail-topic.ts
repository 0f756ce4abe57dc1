import { partitionOf } from '../core/partition';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import { servicePrincipal } from '../iam/service-principal';
import { keyObstacle } from '../kms/key-policy';
import type { Topic } from './state';
import { sourceConditions } from './topic-of-call';
import { policyOfTopic } from './topic-policy';

interface TrailTopic {
  /** As the trail names it: an ARN, or a name in the trail's own account and home Region. */
  readonly topic: string;
  readonly trailArn: string;
}

const service = 'cloudtrail.amazonaws.com';

/**
 * Why CloudTrail cannot publish to a trail's topic. Undefined: it can, or the world never knew the
 * topic. A topic whose key shuts CloudTrail out counts as not allowed. [D] cloudtrail-permissions-for-sns-notifications
 */
export function trailTopicObstacle(
  world: World,
  { topic: named, trailArn }: TrailTopic,
): 'NotFound' | 'NotAllowed' | undefined {
  const [, , , region = '', accountId = ''] = trailArn.split(':');
  const arn = named.startsWith('arn:')
    ? named
    : `arn:${partitionOf(region)}:sns:${region}:${accountId}:${named}`;
  const topic = world.sns.topics.get(arn);
  if (topic === undefined) return world.sns.deleted.has(arn) ? 'NotFound' : undefined;
  const context = { 'aws:SourceArn': trailArn, 'aws:SourceAccount': accountId };
  const decision = authorize(world, {
    principal: servicePrincipal(service, accountId),
    action: 'SNS:Publish',
    resources: [arn],
    resourcePolicy: policyOfTopic(topic),
    context: { ...sourceConditions(), ...context },
  });
  return decision.kind === 'denied' || isKeyClosed(world, topic, context)
    ? 'NotAllowed'
    : undefined;
}

function isKeyClosed(
  world: World,
  { arn, accountId, region, attributes }: Topic,
  context: Readonly<Record<string, string>>,
): boolean {
  const keyId = attributes.get('KmsMasterKeyId');
  if (keyId === undefined) return false;
  const obstacle = keyObstacle(world, {
    key: { keyId, accountId, region },
    service,
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    context: { ...context, 'kms:EncryptionContext:aws:sns:topicArn': arn },
  });
  return obstacle !== undefined;
}
