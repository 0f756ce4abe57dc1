import { STSClient } from '@aws-sdk/client-sts';
import { type Connection, clientConfig } from './connection';

/** Regional by default in SDK v3: a global outage of STS does not stop a restoration. */
export const openSts = (connection: Connection = {}): STSClient =>
  new STSClient(clientConfig(connection));
