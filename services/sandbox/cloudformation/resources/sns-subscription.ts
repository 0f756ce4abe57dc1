import { refuse } from '../../sns/refusals';
import { subscribe } from '../../sns/subscribe';
import { optionalText, requiredText } from '../properties';
import type { ResourceType } from '../resource-type';

export const snsSubscription: ResourceType = {
  type: 'AWS::SNS::Subscription',
  properties: ['Endpoint', 'Protocol', 'RawMessageDelivery', 'TopicArn'],
  create: ({ deployment: { world, accountId }, properties }) => {
    const topic = world.sns.topics.get(requiredText(properties, 'TopicArn'));
    if (topic === undefined) throw refuse.topicNotFound();
    const raw = optionalText(properties, 'RawMessageDelivery');
    const { arn } = subscribe(world, topic, {
      accountId,
      protocol: requiredText(properties, 'Protocol'),
      endpoint: requiredText(properties, 'Endpoint'),
      attributes: new Map(raw === undefined ? [] : [['RawMessageDelivery', raw]]),
    });
    return { physicalId: arn };
  },
  remove: ({ deployment: { world }, physicalId }) => {
    world.sns.subscriptions.delete(physicalId);
  },
};
