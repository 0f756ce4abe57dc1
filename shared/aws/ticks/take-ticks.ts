import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Connection, clientConfig } from '../connection';

/** A message of the queue of ticks, as it lay there. */
export interface TickMessage {
  readonly body: string;
  /** IAM id of its sender. */
  readonly senderId?: string;
}

/** Requests at a time. One request asks a part of SQS's servers, and may find nothing where messages wait. */
const AT_A_TIME = 8;

/** Ten messages each: 40,000 in a minute and no more, so that a reading ends. */
const MOST_ROUNDS = 500;

/** Empties the queue of ticks. A message that was not deleted comes once more and changes nothing. Rejects with the SDK's error. */
export function openTicks(
  queueUrl: string,
  connection: Connection = {},
): () => Promise<readonly TickMessage[]> {
  const client = new SQSClient(clientConfig(connection));
  const take = async (): Promise<readonly TickMessage[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['SenderId'],
      }),
    );
    if (Messages.length === 0) return [];
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
    }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    return Messages.map(({ Body = '', Attributes }) => ({
      body: Body,
      ...(Attributes?.SenderId && { senderId: Attributes.SenderId }),
    }));
  };
  return async () => {
    const messages: TickMessage[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const taken = (await Promise.all(Array.from({ length: AT_A_TIME }, take))).flat();
      if (taken.length === 0) break;
      messages.push(...taken);
    }
    return messages;
  };
}
