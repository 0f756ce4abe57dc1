import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import type { TamperingCall } from '../domain/technique';
import { type Connection, clientConfig } from './connection';

/**
 * Does the damage a technique describes, for drills. Never part of a Lambda's bundle. Rejects with
 * the SDK's error when AWS refuses, which is good news.
 */
export async function tamper({ call, region, input }: TamperingCall, connection: Connection) {
  const send = calls[call];
  if (!send) throw new Error(`No drill knows how to make the call ${call}.`);
  await send(input, { ...connection, region });
}

type Send = (input: TamperingCall['input'], connection: Connection) => Promise<unknown>;

const calls: Readonly<Record<string, Send>> = {
  'cloudtrail:StopLogging': ({ Name }, connection) =>
    new CloudTrailClient(clientConfig(connection)).send(
      new StopLoggingCommand({ Name: String(Name) }),
    ),
};
