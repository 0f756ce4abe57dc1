import { STSClient } from '@aws-sdk/client-sts';
import { type Connection, clientConfig } from '../connection';

/**
 * The same AWS, with the keys of a profile of the person's configuration, found as the SDK finds them (SSO, roles,
 * processes). Rejects with the SDK's error.
 */
export async function profileConnection(
  connection: Connection,
  profile: string,
): Promise<Connection> {
  const client = new STSClient({ ...clientConfig(connection), profile });
  return { ...connection, credentials: await client.config.credentials() };
}
