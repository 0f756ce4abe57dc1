import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Connection, clientConfig } from '../connection';

/** Has an incident investigated, at once or after so many seconds. Rejects with the SDK's error. */
export function openInvestigations(queueUrl: string, connection: Connection = {}) {
  const client = new SQSClient(clientConfig(connection));
  return async (incident: string, inSeconds = 0): Promise<void> => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ incident }),
        DelaySeconds: inSeconds,
      }),
    );
  };
}
