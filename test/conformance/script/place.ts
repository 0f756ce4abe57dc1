import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { s3ControlClient } from '../../../shared/aws/dependencies/s3-control-client';
import { connection, type Keys } from '../connection';

/** An organization somewhere: who is in it, and the keys of an administrator of each account. */
export interface Place {
  readonly endpoint: string;
  readonly management: Account;
  readonly member: Account;
  /** Ids of the accounts that make no calls, in the order they were made. */
  readonly others: readonly string[];
}

export interface Account {
  readonly id: string;
  readonly keys: Keys;
}

export type Clients = ReturnType<typeof clientsOf>;

/** Refusals are what is compared, so nothing is tried twice. */
export function clientsOf({ endpoint }: Place, { keys }: Account, region = 'us-east-1') {
  const config = { ...connection(endpoint, keys, region), maxAttempts: 1 };
  return {
    cloudtrail: new CloudTrailClient(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    logs: new CloudWatchLogsClient(config),
    organizations: new OrganizationsClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    s3control: s3ControlClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    sts: new STSClient(config),
  };
}
