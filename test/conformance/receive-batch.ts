import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SqsEvent } from '../../shared/aws/sqs-event';

/** The batch that the event source mapping would pass to the function. Empty when no message is visible. */
export async function receiveBatch(sqs: SQSClient, QueueUrl: string): Promise<SqsEvent> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 30,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  const Records = (Messages ?? []).map((message) => ({
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    eventSourceARN: `arn:aws:sqs:us-east-1:111122223333:${QueueUrl?.split('/').at(-1)}`,
    attributes: message.Attributes ?? {},
  }));
  return { Records };
}
