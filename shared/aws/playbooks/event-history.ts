import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { type Connection, type Credentials, clientConfig } from '../connection';
import type { BucketPlace } from './bucket';
import { callsAbout } from './instance/call-history';

/** The newest records in Event history of calls on a bucket, and not on its objects. Rejects with the SDK's error. */
export async function recordsOf(
  { name, region }: BucketPlace,
  credentials: () => Promise<Credentials>,
  connection: Connection = {},
): Promise<readonly unknown[]> {
  const config = { ...clientConfig({ ...connection, region }), credentials };
  const cloudtrail = new CloudTrailClient(config);
  return (await callsAbout({ cloudtrail }, { key: 'ResourceName', value: name })).records;
}
