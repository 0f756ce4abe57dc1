import { Refusal } from '../../core/service';
import { createQueue, deleteQueue, queueArn } from '../../sqs/create-queue';
import { queueUrl } from '../../sqs/queue-of-call';
import {
  alreadyExists,
  type Deployment,
  physicalName,
  policyOf,
  type ResourceType,
} from '../resource-type';
import { isValues, type Values } from '../template';

const attributeNames = [
  'DelaySeconds',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

export const sqsQueue: ResourceType = {
  type: 'AWS::SQS::Queue',
  properties: ['QueueName', 'Tags', ...attributeNames],
  create: (creation) => {
    const { accountId, region, world } = creation.deployment;
    const name = physicalName(creation, 'QueueName', 80);
    if (world.sqs.queues.has(queueArn({ accountId, region, name }))) {
      throw alreadyExists('AWS::SQS::Queue', name);
    }
    const attributes = attributesOf(creation.properties);
    const queue = createQueue(world, { accountId, region, name, attributes });
    const url = queueUrl(world, queue);
    return { physicalId: url, attributes: { Arn: queue.arn, QueueName: name, QueueUrl: url } };
  },
  update: ({ deployment, physicalId, attributes, properties, before }) => {
    const queue = queueOf(deployment, physicalId);
    if (queue === undefined)
      throw new Refusal('QueueDoesNotExist', 'The specified queue does not exist.');
    for (const name of Object.keys(attributesOf(before))) queue.attributes.delete(name);
    for (const [name, value] of Object.entries(attributesOf(properties)))
      queue.attributes.set(name, value);
    return { physicalId, attributes };
  },
  remove: ({ deployment, physicalId }) => {
    const queue = queueOf(deployment, physicalId);
    if (queue !== undefined) deleteQueue(deployment.world, queue);
  },
};

function attributesOf(properties: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => attributeNames.includes(name))
      .map(([name, value]) => [name, isValues(value) ? JSON.stringify(value) : String(value)]),
  );
}

export const sqsQueuePolicy = policyOf({
  type: 'AWS::SQS::QueuePolicy',
  list: 'Queues',
  find: (deployment, url) => {
    const queue = queueOf(deployment, url);
    if (queue !== undefined) return queue;
    throw new Refusal('QueueDoesNotExist', 'The specified queue does not exist.');
  },
  put: ({ attributes }, policy) => attributes.set('Policy', policy),
  reset: ({ attributes }) => attributes.delete('Policy'),
});

function queueOf({ world, accountId, region }: Deployment, url: string) {
  const name = url.split('/').at(-1) ?? '';
  return world.sqs.queues.get(queueArn({ accountId, region, name }));
}
