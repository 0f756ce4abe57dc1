import {
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';

/**
 * Switches deletion protection on, once the stack of the table is made. CloudFormation could not remove a protected
 * table when a first deployment fails, and the next deployment would find its name taken. Does nothing where it is
 * on.
 */
export async function protectTable(config: DynamoDBClientConfig, TableName: string): Promise<void> {
  const client = new DynamoDBClient(config);
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.DeletionProtectionEnabled) return;
    await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
  } finally {
    client.destroy();
  }
}
