import { callerAccount } from '../../../shared/aws/become-named';
import type { Connection } from '../../../shared/aws/connection';
import { dnsSuffixOf } from '../../../shared/domain/global-region';
import { UserError } from '../terminal/user-error';

/**
 * The signals queue: the named one, or else the one that the central stack makes in the caller's account and home
 * Region. [D] sqs-queue-message-identifiers: the form of a queue's URL.
 */
export async function signalsQueue(
  named: string | undefined,
  connection: Connection,
): Promise<string> {
  if (named === undefined) return queueUrl(await callerAccount(connection), connection);
  if (!URL.canParse(named)) {
    throw new UserError('--queue-url must be the URL of the signals queue.');
  }
  const [, itsRegion] = /^sqs\.([a-z0-9-]+)\./.exec(new URL(named).hostname) ?? [];
  if (itsRegion && itsRegion !== connection.region) {
    throw new UserError(
      `The queue is in ${itsRegion}, so that is the home Region: give it with --region.`,
    );
  }
  return named;
}

export function queueUrl(
  accountId: string,
  { region = 'us-east-1', endpoint }: Connection,
): string {
  // The SDK takes the host from a queue's URL: without this, it would bypass a sandbox.
  const elsewhere = endpoint ?? process.env.AWS_ENDPOINT_URL;
  const host = elsewhere
    ? elsewhere.replace(/\/$/, '')
    : `https://sqs.${region}.${dnsSuffixOf(region)}`;
  return `${host}/${accountId}/trailwarden-signals`;
}
