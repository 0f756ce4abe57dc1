import { AccountClient } from '@aws-sdk/client-account';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import {
  aroundAttempts,
  askingOnce,
  type Connection,
  clientConfig,
  type Stacked,
} from '../connection';
import { s3ControlClient } from './s3-control-client';

/** Clients for one account and Region, each made when it is first asked for. */
export interface ServiceClients {
  readonly account: AccountClient;
  readonly cloudtrail: CloudTrailClient;
  readonly events: EventBridgeClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly logs: CloudWatchLogsClient;
  readonly organizations: OrganizationsClient;
  readonly s3: S3Client;
  readonly s3control: S3ControlClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
}

export type ServiceName = keyof ServiceClients;

type Credentials =
  | Connection['credentials']
  | (() => Promise<NonNullable<Connection['credentials']>>);

/** The connections of earlier clients: every account of a Region has the same hosts. */
export interface Pool {
  requestHandler?: S3Client['config']['requestHandler'];
}

interface Pooled extends Stacked {
  readonly config: Required<Pool>;
}

/** With the keys of the connection; `credentials` may also be asked for at each call. */
export function serviceClients(
  connection: Omit<Connection, 'credentials'> & { readonly credentials?: Credentials },
  pool: Pool = {},
): ServiceClients {
  const { credentials, ...place } = connection;
  const config = {
    ...clientConfig(place),
    ...(pool.requestHandler && { requestHandler: pool.requestHandler }),
    ...(credentials && { credentials }),
  };
  const made = new Map<ServiceName, unknown>();
  const client = <T extends Pooled>(name: ServiceName, make: () => T): T => {
    const kept = (made.get(name) as T | undefined) ?? askingOnce(fullAtOnce(make()));
    made.set(name, kept);
    pool.requestHandler ??= kept.config.requestHandler;
    return kept;
  };
  return {
    get account() {
      return client('account', () => new AccountClient(config));
    },
    get cloudtrail() {
      return client('cloudtrail', () => new CloudTrailClient(config));
    },
    get events() {
      return client('events', () => new EventBridgeClient(config));
    },
    get iam() {
      return client('iam', () => new IAMClient(config));
    },
    get kms() {
      return client('kms', () => new KMSClient(config));
    },
    get logs() {
      return client('logs', () => new CloudWatchLogsClient(config));
    },
    get organizations() {
      return client('organizations', () => new OrganizationsClient(config));
    },
    get s3() {
      // By path: a name with dots has no certificate as a host, and our endpoint has no such hosts.
      return client('s3', () => new S3Client({ ...config, forcePathStyle: true }));
    },
    get s3control() {
      return client('s3control', () => s3ControlClient(config));
    },
    get sns() {
      return client('sns', () => new SNSClient(config));
    },
    get sqs() {
      return client('sqs', () => new SQSClient(config));
    },
  };
}

/**
 * A quota of existing things (300 rules on a bus) is full until a person deletes one. The SDK takes its name for
 * throttling and would make the call four times: four records that come back to us, and nothing gained.
 */
const fullIsFull =
  <A, R>(next: (args: A) => Promise<R>) =>
  async (args: A): Promise<R> => {
    try {
      return await next(args);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== QUOTA_FULL) throw error;
      const { $metadata } = error as { readonly $metadata?: unknown };
      throw Object.assign(new Error(error.message, { cause: error }), {
        ...{ name: 'QuotaFull', code: QUOTA_FULL },
        ...($metadata !== undefined && { $metadata }),
      });
    }
  };

const QUOTA_FULL = 'LimitExceededException';

function fullAtOnce<C extends Stacked>(client: C): C {
  client.middlewareStack.add(fullIsFull, aroundAttempts('fullIsFull'));
  return client;
}
