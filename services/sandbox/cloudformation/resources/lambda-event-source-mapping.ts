import { createEventSourceMapping } from '../../lambda/create-event-source-mapping';
import { lambdaOf } from '../../lambda/state';
import { object, optionalNumber, optionalText, requiredText, texts } from '../properties';
import type { Creation, ResourceType } from '../resource-type';

/** Queues only. Filters are refused. */
export const lambdaEventSourceMapping: ResourceType = {
  type: 'AWS::Lambda::EventSourceMapping',
  properties: [
    'BatchSize',
    'Enabled',
    'EventSourceArn',
    'FunctionName',
    'FunctionResponseTypes',
    'MaximumBatchingWindowInSeconds',
    'ScalingConfig',
    'Tags',
  ],
  create: (creation) => {
    const { properties, deployment } = creation;
    const mapping = createEventSourceMapping(deployment.world, {
      functionArn: functionArn(creation),
      queueArn: requiredText(properties, 'EventSourceArn'),
      batchSize: optionalNumber(properties, 'BatchSize') ?? 10,
      batchingWindow: optionalNumber(properties, 'MaximumBatchingWindowInSeconds') ?? 0,
      maximumConcurrency: optionalNumber(object(properties, 'ScalingConfig'), 'MaximumConcurrency'),
      reportsFailures: texts(properties, 'FunctionResponseTypes').includes(
        'ReportBatchItemFailures',
      ),
      enabled: optionalText(properties, 'Enabled') !== 'false',
    });
    return { physicalId: mapping.id, attributes: { Id: mapping.id } };
  },
  remove: ({ deployment, physicalId }) => {
    const { mappings } = lambdaOf(deployment.world);
    mappings.get(physicalId)?.stop();
    mappings.delete(physicalId);
  },
};

function functionArn({ properties, deployment: { accountId, region } }: Creation): string {
  const name = requiredText(properties, 'FunctionName');
  return name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}
