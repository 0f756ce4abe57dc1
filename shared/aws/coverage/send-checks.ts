import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Connection, clientConfig } from '../connection';
import type { Check } from '../queue';

/**
 * Asks for looks, at most ten at once, grouped by account. Throws when any was not taken. Apart from
 * `queue.ts`, whose other calls the sweeper's role does not allow.
 */
export function openChecks(
  queueUrl: string,
  connection: Connection = {},
): (checks: readonly Check[]) => Promise<void> {
  const client = new SQSClient(clientConfig(connection));
  return async (checks) => {
    const { Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: checks.map((check, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ trailwarden: 'check', ...check }),
          MessageGroupId: check.accountId,
        })),
      }),
    );
    const [failed] = Failed ?? [];
    if (failed) throw new Error(`SQS did not take a check: ${failed.Code} ${failed.Message}`);
  };
}
