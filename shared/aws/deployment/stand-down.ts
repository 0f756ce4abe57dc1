import { setTimeout as pause } from 'node:timers/promises';
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { hasCode } from '../classify';
import { type Connection, clientConfig } from '../connection';
import { allPages } from '../dependencies/all-pages';

/**
 * Takes signals from the responder, so that nothing is put back any more; they wait in its queues. Returns how many
 * mappings were switched off. A function that is not there has none.
 */
export async function standDown(connection: Connection, everyMs = 1_000): Promise<number> {
  const lambda = new LambdaClient(clientConfig(connection));
  const mappings = await mappingsOf(lambda);
  const enabled = mappings.filter(({ State }) => !/^Disabl/.test(State ?? ''));
  for (const { UUID } of enabled)
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  // Lambda goes on for a while with what it had taken.
  while ((await mappingsOf(lambda)).some(({ State }) => State !== 'Disabled')) await pause(everyMs);
  return enabled.length;
}

/** What calls the responder, and whether it does now. Rejects with the SDK's error. */
export async function responderSources(
  connection: Connection,
): Promise<readonly { readonly of: string; readonly isEnabled: boolean }[]> {
  const lambda = new LambdaClient(clientConfig(connection));
  const mappings = await mappingsOf(lambda);
  lambda.destroy();
  return mappings.map(({ EventSourceArn = '', State = '' }) => ({
    of: EventSourceArn.split(':').at(-1) ?? '',
    isEnabled: /^(Enabl|Creating|Updating)/.test(State),
  }));
}

const mappingsOf = (lambda: LambdaClient) =>
  allPages(async (Marker) => {
    const page = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: 'trailwarden-responder', Marker }),
    );
    return { items: page.EventSourceMappings, next: page.NextMarker };
  }).catch((error: unknown) => {
    if (hasCode(error, 'ResourceNotFoundException')) return [];
    throw error;
  });
