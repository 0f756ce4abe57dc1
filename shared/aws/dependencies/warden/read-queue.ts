import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
} from '@aws-sdk/client-sqs';
import type { QueueState } from '../../../domain/warden';
import { asked } from '../../classify';
import type { ServiceClients } from '../service-clients';

/** The attributes that SetQueueAttributes takes for a standard queue. [D] API_SetQueueAttributes */
const SETTINGS = [
  'DelaySeconds',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
] as const satisfies readonly QueueAttributeName[];

/** Rejects when either read fails. AWS gives the URL, because it cannot be derived from the name. */
export async function readQueue(
  { name }: { readonly name: string },
  { sqs }: ServiceClients,
): Promise<QueueState> {
  const { QueueUrl = '' } = await asked(
    'sqs:GetQueueUrl',
    sqs.send(new GetQueueUrlCommand({ QueueName: name })),
  );
  const { Attributes = {} } = await asked(
    'sqs:GetQueueAttributes',
    sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
  );
  const attributes = SETTINGS.flatMap((setting) => {
    const value = Attributes[setting];
    if (!value) return [];
    return [[setting, value] as const];
  });
  return { kind: 'queue', name, url: QueueUrl, attributes: Object.fromEntries(attributes) };
}
