import { Refusal } from '../../core/refusal';
import { createTopic, deleteTopic, topicArn } from '../../sns/create-topic';
import { subscribe } from '../../sns/subscribe';
import { physicalName } from '../physical-name';
import { objects, optionalText, requiredText } from '../properties';
import type { ResourceType } from '../resource-type';
import type { Values } from '../template';

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
    const tags = new Map(
      objects(properties, 'Tags').map(({ Key, Value }) => [String(Key), String(Value)]),
    );
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
