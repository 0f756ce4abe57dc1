import { Refusal } from '../../core/refusal';
import { checkPolicy } from '../../iam/check-policy';
import { queueArn } from '../../sqs/create-queue';
import { policyProperty } from '../policy-property';
import { texts } from '../properties';
import type { Creation, ResourceType } from '../resource-type';

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
