import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Connection, clientConfig } from '../connection';

/** The one table: its client and its name. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export function openTable(name: string, connection: Connection = {}): Table {
  const client = new DynamoDBClient(clientConfig(connection));
  // It copies every item that is sent or received, for a log that is not kept.
  client.middlewareStack.remove('loggerMiddleware');
  return { client, name };
}
