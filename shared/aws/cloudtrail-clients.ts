import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { type Connection, type Credentials, clientConfig } from './connection';
import { askingOnce } from './once-silent';
import { Recent } from './recent';
import { throttledOnce } from './throttled-once';

export interface CloudTrailClients {
  readonly client: (accountId: string, region: string) => CloudTrailClient;
  /** The SDK keeps credentials in the client, so old ones go with it. */
  readonly forget: (accountId: string) => void;
}

/**
 * One client per account and Region. All share one connection pool: every account of a Region has
 * the same host, so a socket opened for one is warm for the next.
 */
export function cloudTrailClients(
  credentials: (accountId: string) => Promise<Credentials>,
  { endpoint }: { readonly endpoint?: string } = {},
): CloudTrailClients {
  const accounts = new Recent<Map<string, CloudTrailClient>>(128);
  let pool: CloudTrailClient['config']['requestHandler'] | undefined;
  const create = (accountId: string, region: string): CloudTrailClient => {
    const client = new CloudTrailClient({
      ...clientConfig({ region, ...(endpoint && { endpoint }) }),
      ...(pool && { requestHandler: pool }),
      credentials: () => credentials(accountId),
    });
    pool ??= client.config.requestHandler;
    return throttledOnce(askingOnce(client));
  };
  return {
    client: (accountId, region) => {
      const regions = accounts.get(accountId) ?? new Map<string, CloudTrailClient>();
      const client = regions.get(region) ?? create(accountId, region);
      accounts.set(accountId, regions.set(region, client));
      return client;
    },
    forget: (accountId) => accounts.delete(accountId),
  };
}

/** A client with the keys of the connection: the CLI's own eyes, a drill. */
export const openCloudTrail = (connection: Connection): CloudTrailClient =>
  new CloudTrailClient(clientConfig(connection));
