import { isIP } from 'node:net';
import { S3ControlClient, type S3ControlClientConfig } from '@aws-sdk/client-s3-control';

/**
 * The SDK writes the account in front of the host name, which a numeric address does not allow: to an endpoint like
 * http://127.0.0.1:4566 it could not make a single call. A header names the account as well.
 */
export function s3ControlClient(config: S3ControlClientConfig): S3ControlClient {
  const client = new S3ControlClient(config);
  const resolve = client.config.endpointProvider;
  client.config.endpointProvider = (asked, context) =>
    resolve(isAddress(asked.Endpoint) ? { ...asked, RequiresAccountId: false } : asked, context);
  return client;
}

const isAddress = (endpoint: string | undefined): boolean =>
  endpoint !== undefined && isIP(new URL(endpoint).hostname.replace(/^\[|\]$/g, '')) !== 0;
