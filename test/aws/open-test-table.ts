import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { openTable, type Table } from '../../shared/aws/table/table';
import { resourcesOfType } from '../builders/resources-of-type';
import { connection, type Loopback, listening } from './loopback';

const ROOT = join(__dirname, '../..');

/** A real DynamoDB engine in this process. */
export const startEngine = (): Promise<Loopback> =>
  listening(dynalite({ createTableMs: 0, deleteTableMs: 0 }));

/** The table as serverless.yml deploys it, empty, in this engine. */
export async function openTestTable({ endpoint }: Loopback): Promise<Table> {
  input ??= readInput();
  const table = openTable(input.TableName ?? '', connection(endpoint));
  await table.client.send(new CreateTableCommand(input));
  return table;
}

export async function dropTestTable({ client, name }: Table): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: name }));
  client.destroy();
}

let input: CreateTableCommandInput | undefined;

/** What decides how items are found; encryption, streams and recovery are of the deployment alone. */
function readInput(): CreateTableCommandInput {
  const files = [
    ...readFileSync(join(ROOT, 'serverless.yml'), 'utf8').matchAll(/\$\{file\((\S+)\)\}/g),
  ];
  const [table, ...others] = files.flatMap(([, file]) =>
    file?.endsWith('.yml')
      ? resourcesOfType<CreateTableCommandInput>(file, 'AWS::DynamoDB::Table')
      : [],
  );
  if (!table || others.length > 0) throw new Error('serverless.yml must declare one table');
  const { TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = table;
  return { TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes };
}
