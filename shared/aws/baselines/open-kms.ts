import { KMSClient } from '@aws-sdk/client-kms';
import { type Connection, clientConfig, clientDefaults } from '../connection';

/** It gives up early: a message that comes again is better than a batch that times out. */
export const openKms = (connection: Connection): KMSClient =>
  new KMSClient({
    ...clientConfig(connection),
    maxAttempts: 2,
    requestHandler: { ...clientDefaults.requestHandler, requestTimeout: 3_000 },
  });
