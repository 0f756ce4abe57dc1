import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Check } from '../../domain/check';
import { type Connection, clientConfig } from '../connection';

/**
 * Asks for looks, ten in each request, grouped by account. Throws when any was not taken. Apart from
 * `queue.ts`, whose other calls the sweeper's role does not allow.
 */
export function openChecks(
  queueUrl: string,
  connection: Connection = {},
): (checks: readonly Check[], delaySeconds?: number) => Promise<void> {
  const client = new SQSClient(clientConfig(connection));
  return (checks, delaySeconds) => sendChecks(client, queueUrl, checks, delaySeconds);
}

/** They stay invisible for so many seconds, 900 at most: a message of a standard queue may have its own delay. */
export async function sendChecks(
  client: SQSClient,
  queueUrl: string,
  checks: readonly Check[],
  delaySeconds = 0,
): Promise<void> {
  for (let first = 0; first < checks.length; first += 10) {
    const { Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: checks.slice(first, first + 10).map((check, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ trailwarden: 'check', ...check }),
          MessageGroupId: check.accountId,
          ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
        })),
      }),
    );
    const [failed] = Failed ?? [];
    if (failed) throw new Error(`SQS did not take a check: ${failed.Code} ${failed.Message}`);
  }
}
