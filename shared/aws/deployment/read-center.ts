import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Connection, clientConfig } from '../connection';

/** How many messages wait in a queue or are being worked on, as SQS counts them: about. Rejects with the SDK's error. */
export async function messagesIn(client: SQSClient, QueueName: string): Promise<number> {
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).reduce((sum, one) => sum + Number(one), 0);
}

/** Of a topic. Rejects with the SDK's error. */
export async function confirmedSubscriptions(
  connection: Connection,
  TopicArn: string,
): Promise<number> {
  const client = new SNSClient(clientConfig(connection));
  const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  client.destroy();
  return Number(Attributes.SubscriptionsConfirmed ?? 0);
}
