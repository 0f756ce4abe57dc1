import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Connection, clientConfig } from '../connection';

/** A message of the queue of ticks, as it lay there. */
export interface TickMessage {
  readonly body: string;
  /** IAM id of its sender. */
  readonly senderId?: string;
}

/** Requests at a time. One request asks some of SQS's servers, and may find nothing where messages wait. */
const AT_A_TIME = 8;

/** Ten messages each: at most 40,000 in a minute, so that a reading ends. */
const MOST_ROUNDS = 500;

/** The messages in the queue of ticks, and how to delete them. */
export interface TakenTicks {
  readonly messages: readonly TickMessage[];
  /** To be called once the ticks are kept: a message that is not deleted comes once more, and changes nothing. */
  readonly forget: () => Promise<void>;
}

/** Reads the whole queue of ticks. Rejects with the SDK's error. */
export function openTicks(
  queueUrl: string,
  connection: Connection = {},
): () => Promise<TakenTicks> {
  const client = new SQSClient(clientConfig(connection));
  const take = async (): Promise<readonly Message[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['SenderId'],
      }),
    );
    return Messages;
  };
  const forget = async (some: readonly Message[]): Promise<void> => {
    const Entries = some.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  };
  return async () => {
    const messages: Message[] = [];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const taken = (await Promise.all(Array.from({ length: AT_A_TIME }, take))).flat();
      if (taken.length === 0) break;
      messages.push(...taken);
    }
    return {
      messages: messages.map(({ Body = '', Attributes }) => ({
        body: Body,
        ...(Attributes?.SenderId && { senderId: Attributes.SenderId }),
      })),
      forget: async () => {
        const tens = chunks(messages, 10);
        for (const some of chunks(tens, AT_A_TIME)) await Promise.all(some.map(forget));
      },
    };
  };
}

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
