import * as account from '@aws-sdk/client-account';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import type { TamperingCall } from '../domain/technique';
import type { Connection } from './connection';
import {
  type ServiceClients,
  type ServiceName,
  serviceClients,
} from './dependencies/service-clients';

/**
 * Makes a call that is given as data, for drills: `s3:PutBucketPolicy` with its input as the SDK takes
 * it. Never part of a Lambda's bundle. Returns AWS's answer; rejects with the SDK's error.
 */
export const makeCall = ({ call, region, input }: TamperingCall, connection: Connection) =>
  makeCallWith(serviceClients({ ...connection, region }), { call, input });

/** The same with given clients, for calls by the thousand. Their Region is the call's. */
export async function makeCallWith(
  clients: ServiceClients,
  { call, input }: Omit<TamperingCall, 'region'>,
): Promise<unknown> {
  const [service = '', action = ''] = call.split(':');
  if (!isService(service)) throw new Error(`No drill knows the service of ${call}.`);
  // The SDK names every command after its action.
  const Command = (sdk[service] as unknown as Record<string, new (input: unknown) => unknown>)[
    `${action}Command`
  ];
  if (!Command) throw new Error(`${service} has no action ${action}.`);
  const client = clients[service] as {
    send: (command: unknown) => Promise<unknown>;
  };
  return client.send(new Command(input));
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
