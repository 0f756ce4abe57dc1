import { Refusal } from '../../core/service';
import { checkPolicy } from '../../iam/check-policy';
import { createQueue, deleteQueue, queueArn } from '../../sqs/create-queue';
import { queueUrl } from '../../sqs/queue-of-call';
import { type Creation, physicalName, type ResourceType } from '../resource-type';
import { isValues, policyProperty, texts, type Values } from '../template';

const attributes = [
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
  properties: ['QueueName', 'Tags', ...attributes],
  create: (creation) => {
    const { accountId, region, world } = creation.deployment;
    const name = physicalName(creation, 'QueueName', 80);
    if (world.sqs.queues.has(queueArn({ accountId, region, name }))) {
      throw new Refusal(
        'AlreadyExists',
        `Resource of type 'AWS::SQS::Queue' with identifier '${name}' already exists.`,
      );
    }
    const queue = createQueue(world, {
      accountId,
      region,
      name,
      attributes: attributesOf(creation.properties),
    });
    const url = queueUrl(world, queue);
    return { physicalId: url, attributes: { Arn: queue.arn, QueueName: name, QueueUrl: url } };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId }) => {
    const name = physicalId.split('/').at(-1) ?? '';
    const queue = world.sqs.queues.get(queueArn({ accountId, region, name }));
    if (queue !== undefined) deleteQueue(world, queue);
  },
};

function attributesOf(properties: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => attributes.includes(name))
      .map(([name, value]) => [name, isValues(value) ? JSON.stringify(value) : String(value)]),
  );
}

/** One policy for each queue: the last one put stands, as in SQS. */
export const sqsQueuePolicy: ResourceType = {
  type: 'AWS::SQS::QueuePolicy',
  properties: ['PolicyDocument', 'Queues'],
  create: (creation) => {
    const document = policyProperty(creation.properties, 'PolicyDocument');
    checkPolicy(document);
    for (const queue of queuesOf(creation)) {
      queue.attributes.set('Policy', JSON.stringify(document));
    }
    return { physicalId: `${creation.deployment.stackName}-${creation.logicalId}` };
  },
  remove: (removal) => {
    for (const queue of queuesOf(removal)) queue.attributes.delete('Policy');
  },
};

function queuesOf({ deployment: { world, accountId, region }, properties }: Creation) {
  return texts(properties, 'Queues').map((url) => {
    const queue = world.sqs.queues.get(
      queueArn({ accountId, region, name: url.split('/').at(-1) ?? '' }),
    );
    if (queue === undefined)
      throw new Refusal('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  });
}
