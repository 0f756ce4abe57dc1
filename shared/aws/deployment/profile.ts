import { STSClient } from '@aws-sdk/client-sts';
import { type Connection, type Credentials, clientConfig } from '../connection';

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

/** The keys that a connection signs with: its own, or those that the SDK finds in the shell. Rejects with the SDK's error. */
export async function keysOf(connection: Connection): Promise<Credentials> {
  if (connection.credentials) return connection.credentials;
  return new STSClient(clientConfig(connection)).config.credentials();
}
