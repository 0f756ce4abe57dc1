import * as account from '@aws-sdk/client-account';
import * as autoscaling from '@aws-sdk/client-auto-scaling';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as connect from '@aws-sdk/client-ec2-instance-connect';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import type { TamperingCall } from '../domain/technique';
import { type Connection, clientConfig } from './connection';
import {
  type ServiceClients,
  type ServiceName,
  serviceClients,
} from './dependencies/service-clients';

/**
 * Makes a call that is given as data, for drills: `s3:PutBucketPolicy` with its input as the SDK takes
 * it. Never part of a Lambda's bundle. Returns AWS's answer; rejects with the SDK's error.
 */
export function makeCall(
  { call, region, input }: TamperingCall,
  connection: Connection,
): Promise<unknown> {
  const [service = '', action = ''] = call.split(':');
  const beside = BESIDE[service];
  if (!beside) return makeCallWith(serviceClients({ ...connection, region }), { call, input });
  const config = clientConfig({ ...connection, region });
  return beside.open(config).send(commandOf(beside.sdk, service, action, input));
}

interface Sender {
  send(command: unknown): Promise<unknown>;
}

/** Services in which only drills of the playbooks call. */
const BESIDE: Readonly<
  Record<
    string,
    { readonly sdk: object; readonly open: (config: ReturnType<typeof clientConfig>) => Sender }
  >
> = {
  autoscaling: {
    sdk: autoscaling,
    open: (config) => new autoscaling.AutoScalingClient(config) as Sender,
  },
  ec2: { sdk: ec2, open: (config) => new ec2.EC2Client(config) as Sender },
  'ec2-instance-connect': {
    sdk: connect,
    open: (config) => new connect.EC2InstanceConnectClient(config) as Sender,
  },
  elasticloadbalancing: {
    sdk: elb,
    open: (config) => new elb.ElasticLoadBalancingV2Client(config) as Sender,
  },
  ssm: { sdk: ssm, open: (config) => new ssm.SSMClient(config) as Sender },
};

/** The SDK names every command after its action. */
function commandOf(sdk: object, service: string, action: string, input: unknown): unknown {
  const Command = (sdk as Record<string, new (input: unknown) => unknown>)[`${action}Command`];
  if (!Command) throw new Error(`${service} has no action ${action}.`);
  return new Command(input);
}

/** The same with given clients, for calls by the thousand. Their Region is the call's. */
export async function makeCallWith(
  clients: ServiceClients,
  { call, input }: Omit<TamperingCall, 'region'>,
): Promise<unknown> {
  const [service = '', action = ''] = call.split(':');
  if (!isService(service)) throw new Error(`No drill knows the service of ${call}.`);
  const client = clients[service] as Sender;
  return client.send(commandOf(sdk[service], service, action, input));
}

const sdk: Readonly<Record<ServiceName, object>> = {
  account,
  cloudtrail,
  events,
  iam,
  kms,
  logs,
  organizations,
  s3,
  s3control,
  sns,
  sqs,
};

const isService = (service: string): service is ServiceName => service in sdk;
