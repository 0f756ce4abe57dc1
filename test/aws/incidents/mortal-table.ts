import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../../shared/aws/table/table';

/** A table seen by a process that is killed after so many writes: none of its later calls leaves. */
export function mortalTable(table: Table, writes: number): Table {
  let left = writes;
  const send = async (command: Parameters<DynamoDBClient['send']>[0]): Promise<unknown> => {
    if (left <= 0) throw new Error('killed');
    if (command.constructor.name === 'UpdateItemCommand') left -= 1;
    return table.client.send(command);
  };
  return { ...table, client: { send } as unknown as DynamoDBClient };
}
