import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Connection, clientConfig } from '../connection';

/**
 * How many messages wait in a queue and are not in flight. AWS calls the number approximate: it is right a minute
 * after the last message was sent ([D] API_GetQueueAttributes). Rejects with the SDK's error.
 */
export function openQueueDepth(
  queueUrl: string,
  connection: Connection = {},
): () => Promise<number> {
  const client = new SQSClient(clientConfig(connection));
  const asked = { QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
  return async () => {
    const { Attributes } = await client.send(new GetQueueAttributesCommand(asked));
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  };
}
