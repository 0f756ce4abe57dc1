import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { type Connection, clientConfig } from './connection';
import type { GuardCredentials } from './guard-credentials';
import { Recent } from './recent';

/** The CloudTrail client that acts in this account and Region. */
export type CloudTrailClients = (accountId: string, region: string) => CloudTrailClient;

/**
 * One client per account and Region. All share one connection pool: every account of a Region has
 * the same host, so a socket opened for one is warm for the next.
 */
export function cloudTrailClients(
  credentials: GuardCredentials,
  { endpoint }: { readonly endpoint?: string } = {},
): CloudTrailClients {
  const clients = new Recent<CloudTrailClient>(256);
  let pool: CloudTrailClient['config']['requestHandler'] | undefined;
  return (accountId, region) => {
    const key = `${accountId}/${region}`;
    const client =
      clients.get(key) ??
      new CloudTrailClient({
        ...clientConfig({ region, ...(endpoint && { endpoint }) }),
        ...(pool && { requestHandler: pool }),
        credentials: () => credentials(accountId),
      });
    pool ??= client.config.requestHandler;
    clients.set(key, client);
    return client;
  };
}

/** A client for whoever the connection says: the CLI's own eyes, a drill. */
export const openCloudTrail = (connection: Connection): CloudTrailClient =>
  new CloudTrailClient(clientConfig(connection));
