import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Connection, clientConfig } from '../connection';
import type { StreamRecord } from './images-of';

/**
 * Keeps where a record stood in the stream, and of which row it was, with the reason: in the same queue, and as
 * little, as what Lambda itself gives up. Rejects with the SDK's error.
 */
export function openAside(
  queueUrl: string,
  connection: Connection = {},
): (record: StreamRecord, why: string) => Promise<void> {
  const client = new SQSClient(clientConfig(connection));
  return async ({ eventID, dynamodb }, why) => {
    const { SequenceNumber: sequenceNumber, Keys: keys } = dynamodb ?? {};
    const body = JSON.stringify({ eventID, sequenceNumber, keys, why: why.slice(0, 1_000) });
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  };
}
