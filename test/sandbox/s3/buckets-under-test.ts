import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import {
  createLocalOrganization,
  type LocalOrganization,
} from '../../../services/sandbox/local-organization';
import { type Sandbox, startSandbox } from '../../../services/sandbox/sandbox';
import { toLoopback } from './to-loopback';

export const logArchive = '333344445555';
export const payments = '444455556666';
export const logs = 'trail-logs-333344445555';

export interface BucketsUnderTest {
  readonly sandbox: Sandbox;
  readonly local: LocalOrganization;
  /** Signs as `admin` of the account unless told otherwise; never retries. */
  readonly s3: (accountId: string, options?: ClientOptions) => S3Client;
  /** As `s3`, with the account in front of the host, where the SDK writes it. */
  readonly s3control: (accountId: string, options?: ClientOptions) => S3ControlClient;
  /** The newest record of that name in the account's history, parsed. */
  readonly recordOf: (accountId: string, eventName: string, region?: string) => Promise<Record>;
  readonly close: () => Promise<void>;
}

interface ClientOptions {
  readonly as?: string;
  readonly region?: string;
}

type Record = Readonly<globalThis.Record<string, unknown>>;

export async function bucketsUnderTest(): Promise<BucketsUnderTest> {
  const sandbox = await startSandbox();
  const local = createLocalOrganization(sandbox, { accounts: 1 });
  const clients: { readonly destroy: () => void }[] = [];
  const settings = (accountId: string, { as, region = 'us-east-1' }: ClientOptions = {}) => ({
    endpoint: sandbox.endpoint,
    region,
    credentials: sandbox.credentials(accountId, as),
    maxAttempts: 1,
  });
  const kept = <Client extends { readonly destroy: () => void }>(client: Client): Client => {
    clients.push(client);
    return client;
  };
  return {
    sandbox,
    local,
    s3: (...from) => kept(new S3Client({ ...settings(...from), forcePathStyle: true })),
    s3control: (...from) =>
      kept(
        new S3ControlClient({
          ...settings(...from),
          endpoint: sandbox.endpoint.replace('127.0.0.1', 'localhost'),
          requestHandler: { httpAgent: { lookup: toLoopback } },
        }),
      ),
    recordOf: async (accountId, eventName, region = 'us-east-1') => {
      const cloudtrail = kept(new CloudTrailClient(settings(accountId, { region })));
      const { Events = [] } = await cloudtrail.send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
        }),
      );
      return JSON.parse(Events[0]?.CloudTrailEvent ?? '{}') as Record;
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await sandbox.close();
    },
  };
}

/** AWS's policy for a trail's bucket [D create-s3-bucket-policy-for-cloudtrail]. */
export function trailPolicy(bucket: string, trailArn: string, prefix: string): string {
  const Condition = { StringEquals: { 'aws:SourceArn': trailArn } };
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AclCheck',
        Effect: 'Allow',
        Principal,
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucket}`,
        Condition,
      },
      {
        Sid: 'Write',
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket}/${prefix}*`,
        Condition: {
          StringEquals: {
            ...Condition.StringEquals,
            's3:x-amz-acl': 'bucket-owner-full-control',
          },
        },
      },
    ],
  });
}
