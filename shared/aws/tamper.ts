import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import type { TamperingCall } from '../domain/technique';
import { type Connection, clientConfig } from './connection';

/**
 * Does the damage a technique describes, for drills. Never part of a Lambda's bundle. Rejects with
 * the SDK's error when AWS refuses, which is good news.
 */
export async function tamper(
  { call, region, input }: TamperingCall,
  connection: Connection,
): Promise<void> {
  const [service = '', action = ''] = call.split(':');
  const open = clients[service];
  if (!open) throw new Error(`No drill knows the service of ${call}.`);
  await open(action, input, { ...connection, region });
}

type Call = (
  action: string,
  input: TamperingCall['input'],
  connection: Connection,
) => Promise<unknown>;

/** The SDK names every command after its action. */
const clients: Readonly<Record<string, Call>> = {
  cloudtrail: (action, input, connection) => {
    const Command = (cloudtrail as unknown as Record<string, new (input: unknown) => never>)[
      `${action}Command`
    ];
    if (!Command) throw new Error(`CloudTrail has no action ${action}.`);
    return new cloudtrail.CloudTrailClient(clientConfig(connection)).send(new Command(input));
  },
};
