import { AccountClient } from '@aws-sdk/client-account';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
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

/** How the client of each service is made. */
const MAKE = {
  account: (config: Config) => new AccountClient(config),
  cloudtrail: (config: Config) => new CloudTrailClient(config),
  events: (config: Config) => new EventBridgeClient(config),
  iam: (config: Config) => new IAMClient(config),
  kms: (config: Config) => new KMSClient(config),
  logs: (config: Config) => new CloudWatchLogsClient(config),
  organizations: (config: Config) => new OrganizationsClient(config),
  // By path: a name with dots has no certificate as a host, and our endpoint has no such hosts.
  s3: (config: Config) => new S3Client({ ...config, forcePathStyle: true }),
  s3control: (config: Config) => s3ControlClient(config),
  sns: (config: Config) => new SNSClient(config),
  sqs: (config: Config) => new SQSClient(config),
};

export type ServiceName = keyof typeof MAKE;

/** Clients for one account and Region, each made when it is first asked for. */
export type ServiceClients = { readonly [S in ServiceName]: ReturnType<(typeof MAKE)[S]> };

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

interface Wanted extends Omit<Connection, 'credentials'> {
  readonly credentials?: Credentials;
}

type Config = ReturnType<typeof configOf>;

const configOf = ({ credentials, ...place }: Wanted, pool: Pool) => ({
  ...clientConfig(place),
  ...(pool.requestHandler && { requestHandler: pool.requestHandler }),
  ...(credentials && { credentials }),
});

/** With the keys of the connection; `credentials` may also be asked for at each call. */
export function serviceClients(connection: Wanted, pool: Pool = {}): ServiceClients {
  const config = configOf(connection, pool);
  const made = new Map<string, Pooled>();
  const clients = Object.entries(MAKE).map(([name, make]) => {
    const get = (): Pooled => {
      const client = made.get(name) ?? askingOnce(fullAtOnce<Pooled>(make(config)));
      made.set(name, client);
      pool.requestHandler ??= client.config.requestHandler;
      return client;
    };
    return [name, { get, enumerable: true }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(clients)) as ServiceClients;
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

const fullAtOnce = <C extends Stacked>(client: C): C =>
  aroundAttempts(client, 'fullIsFull', fullIsFull);
