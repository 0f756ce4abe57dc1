import { createTopic, deleteTopic, topicArn } from '../../sns/create-topic';
import { refuse } from '../../sns/refusals';
import type { Topic } from '../../sns/state';
import { subscribe } from '../../sns/subscribe';
import { defaultPolicy } from '../../sns/topic-policy';
import {
  alreadyExists,
  type Deployment,
  physicalName,
  policyOf,
  type ResourceType,
} from '../resource-type';
import { objects, optionalText, requiredText, tagMap, type Values } from '../template';

export const snsTopic: ResourceType = {
  type: 'AWS::SNS::Topic',
  properties: ['DisplayName', 'KmsMasterKeyId', 'Subscription', 'Tags', 'TopicName'],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { world, accountId, region } = deployment;
    const name = physicalName(creation, 'TopicName', 256);
    if (world.sns.topics.has(topicArn({ accountId, region, name }))) {
      throw alreadyExists('AWS::SNS::Topic', name);
    }
    const tags = tagMap(properties);
    const attributes = attributesOf(properties);
    const topic = createTopic(world, { accountId, region, name, attributes, tags });
    for (const wanted of objects(properties, 'Subscription')) {
      const protocol = requiredText(wanted, 'Protocol');
      subscribe(world, topic, { accountId, protocol, endpoint: requiredText(wanted, 'Endpoint') });
    }
    return { physicalId: topic.arn, attributes: { TopicArn: topic.arn, TopicName: name } };
  },
  remove: ({ deployment: { world }, physicalId }) => deleteTopic(world, physicalId),
};

function attributesOf(properties: Values): ReadonlyMap<string, string> {
  return new Map(
    ['DisplayName', 'KmsMasterKeyId'].flatMap((name) => {
      const value = optionalText(properties, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

export const snsTopicPolicy = policyOf({
  type: 'AWS::SNS::TopicPolicy',
  list: 'Topics',
  find: topicOf,
  put: ({ attributes }, policy) => attributes.set('Policy', policy),
  reset: ({ arn, accountId, attributes }) =>
    attributes.set('Policy', JSON.stringify(defaultPolicy(arn, accountId))),
});

function topicOf({ world }: Deployment, arn: string): Topic {
  const topic = world.sns.topics.get(arn);
  if (topic === undefined) throw refuse.topicNotFound();
  return topic;
}

export const snsSubscription: ResourceType = {
  type: 'AWS::SNS::Subscription',
  properties: ['Endpoint', 'Protocol', 'RawMessageDelivery', 'TopicArn'],
  create: ({ deployment, properties }) => {
    const topic = topicOf(deployment, requiredText(properties, 'TopicArn'));
    const raw = optionalText(properties, 'RawMessageDelivery');
    const { arn } = subscribe(deployment.world, topic, {
      accountId: deployment.accountId,
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
