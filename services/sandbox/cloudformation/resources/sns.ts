import { Refusal } from '../../core/service';
import { checkPolicy } from '../../iam/check-policy';
import { createTopic, deleteTopic, topicArn } from '../../sns/create-topic';
import { refuse } from '../../sns/refusals';
import { subscribe } from '../../sns/subscribe';
import { defaultPolicy } from '../../sns/topic-policy';
import { type Creation, physicalName, type ResourceType } from '../resource-type';
import {
  objects,
  optionalText,
  policyProperty,
  requiredText,
  tagMap,
  texts,
  type Values,
} from '../template';

export const snsTopic: ResourceType = {
  type: 'AWS::SNS::Topic',
  properties: ['DisplayName', 'KmsMasterKeyId', 'Subscription', 'Tags', 'TopicName'],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { world, accountId, region } = deployment;
    const name = physicalName(creation, 'TopicName', 256);
    if (world.sns.topics.has(topicArn({ accountId, region, name }))) {
      throw new Refusal(
        'AlreadyExists',
        `Resource of type 'AWS::SNS::Topic' with identifier '${name}' already exists.`,
      );
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

/** One policy for each topic: the last one put stands. Without it the topic has the default one again. */
export const snsTopicPolicy: ResourceType = {
  type: 'AWS::SNS::TopicPolicy',
  properties: ['PolicyDocument', 'Topics'],
  create: (creation) => {
    const document = policyProperty(creation.properties, 'PolicyDocument');
    checkPolicy(document);
    for (const topic of topicsOf(creation)) {
      topic.attributes.set('Policy', JSON.stringify(document));
    }
    return { physicalId: `${creation.deployment.stackName}-${creation.logicalId}` };
  },
  remove: (removal) => {
    for (const { arn, accountId, attributes } of topicsOf(removal)) {
      attributes.set('Policy', JSON.stringify(defaultPolicy(arn, accountId)));
    }
  },
};

function topicsOf({ deployment: { world }, properties }: Creation) {
  return texts(properties, 'Topics').map((arn) => {
    const topic = world.sns.topics.get(arn);
    if (topic === undefined) throw refuse.topicNotFound();
    return topic;
  });
}

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
