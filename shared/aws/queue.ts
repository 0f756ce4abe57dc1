import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Check } from '../domain/check';
import { type Connection, clientConfig } from './connection';
import { sendChecks } from './coverage/send-checks';

export type { Check };

export type Queue = ReturnType<typeof openQueue>;

/** The few things that people and functions do to a queue; the event source mapping receives and deletes. */
export function openQueue(connection: Connection = {}) {
  const client = new SQSClient(clientConfig(connection));
  return {
    /** Sets a message aside for good, with the reason, where a person will see it. */
    deadLetter: async (queueUrl: string, body: string, why: string): Promise<void> => {
      const reason = { DataType: 'String', StringValue: why.slice(0, 1_000) };
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: body === '' ? ' ' : body, // SQS refuses an empty body
          MessageAttributes: { Reason: reason },
        }),
      );
    },
    /** Puts a message back as it was, e.g. out of the dead letters. */
    send: async (queueUrl: string, body: string): Promise<void> => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
    },
    /** Asks for looks, so many seconds from now. Throws when any was not taken. */
    ask: (queueUrl: string, checks: readonly Check[], delaySeconds: number): Promise<void> =>
      sendChecks(client, queueUrl, checks, delaySeconds),
    /** Lets a failed message come back sooner than its visibility timeout would. */
    comeBackIn: async (queueUrl: string, receiptHandle: string, seconds: number): Promise<void> => {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
  };
}
