import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EBSClient } from '@aws-sdk/client-ebs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Place } from '../../../domain/place';
import { type Connection, type Credentials, clientConfig } from '../../connection';
import { type JsonCall, openJsonCall } from '../../json-call';

/** Clients of one account and Region, in one role; each is made when it is first asked for. */
export interface InstanceClients extends Place {
  readonly autoscaling: AutoScalingClient;
  readonly cloudtrail: CloudTrailClient;
  readonly ebs: EBSClient;
  readonly ec2: EC2Client;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly guardduty: GuardDutyClient;
  readonly iam: IAMClient;
  readonly logs: CloudWatchLogsClient;
  /** Route 53 Resolver. */
  readonly resolver: JsonCall;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
}

/** Without credentials: in the role in which the process runs. */
export function instanceClients(
  { accountId, region }: Place,
  credentials: (() => Promise<Credentials>) | undefined,
  connection: Connection = {},
): InstanceClients {
  const config = {
    ...clientConfig({ ...connection, region }),
    ...(credentials && { credentials }),
  };
  // It may look through much of a log before it answers.
  const patient = clientConfig({ ...connection, region, requestTimeoutMs: 20_000 });
  const made = new Map<string, unknown>();
  const once = <C>(name: string, make: () => C): C => {
    const client = (made.get(name) as C | undefined) ?? make();
    made.set(name, client);
    return client;
  };
  return {
    ...{ accountId, region },
    get autoscaling() {
      return once('autoscaling', () => new AutoScalingClient(config));
    },
    get cloudtrail() {
      return once('cloudtrail', () => new CloudTrailClient(config));
    },
    get ebs() {
      return once('ebs', () => new EBSClient(config));
    },
    get ec2() {
      return once('ec2', () => new EC2Client(config));
    },
    get elb() {
      return once('elb', () => new ElasticLoadBalancingV2Client(config));
    },
    get guardduty() {
      return once('guardduty', () => new GuardDutyClient(config));
    },
    get iam() {
      return once('iam', () => new IAMClient(config));
    },
    get logs() {
      return once('logs', () => new CloudWatchLogsClient({ ...config, ...patient }));
    },
    get resolver() {
      const service = { name: 'route53resolver', target: 'Route53Resolver', region };
      return once('resolver', () => openJsonCall(service, credentials ?? refuse, connection));
    },
    get s3() {
      // A presigned URL must not name the checksum of a body that is not known yet.
      return once(
        's3',
        () =>
          new S3Client({
            ...config,
            forcePathStyle: true,
            requestChecksumCalculation: 'WHEN_REQUIRED',
          }),
      );
    },
    get ssm() {
      return once('ssm', () => new SSMClient(config));
    },
  };
}

const refuse = async (): Promise<Credentials> => {
  throw new Error('The resolver is asked in a role of another account only.');
};
