import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Connection, clientConfig } from '../connection';

/** The one table: its client and its name. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export const openTable = (name: string, connection: Connection = {}): Table => ({
  client: new DynamoDBClient(clientConfig(connection)),
  name,
});
