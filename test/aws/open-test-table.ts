import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import dynalite from 'dynalite';
import { openTable, type Table } from '../../shared/aws/table/table';
import { resourcesOfType } from '../builders/resources-of-type';
import { connection, type Loopback, listening } from './loopback';

const ROOT = join(__dirname, '../..');

type Engine = Pick<Loopback, 'endpoint'>;

/** A real DynamoDB engine in this process. */
export const startEngine = (): Promise<Loopback> =>
  listening(dynalite({ createTableMs: 0, deleteTableMs: 0 }));

/** The table as serverless.yml deploys it, empty, in this engine. */
export async function openTestTable({ endpoint }: Engine): Promise<Table> {
  input ??= readInput();
  const table = openTable(input.TableName ?? '', connection(endpoint));
  await table.client.send(new CreateTableCommand(input));
  while ((await statusOf(table)) !== 'ACTIVE'); // Until then DynamoDB says that the table is not found.
  return table;
}

async function statusOf({ client, name }: Table): Promise<string | undefined> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  return Table?.TableStatus;
}

export async function dropTestTable({ client, name }: Table): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: name }));
  client.destroy();
}

/** The table of the tests of a file, which is there while they and the hooks behind this line run. */
export interface GivenTable extends Table {
  readonly endpoint: string;
}

/** An empty table for each test of a file. */
export const tablePerTest = (): GivenTable => givenTable(beforeEach, afterEach);

/** One table for all tests of a file. */
export const tablePerFile = (): GivenTable => givenTable(beforeAll, afterAll);

type Hook = (run: () => Promise<void>) => void;

/** An engine for the tests of a file that make tables of their own; it is there for the hooks of `within`, too. */
export function enginePerFile(within: (engine: Engine) => void = () => undefined): Engine {
  let started: Loopback;
  const engine: Engine = {
    get endpoint() {
      return started.endpoint;
    },
  };
  beforeAll(async () => {
    started = await startEngine();
  });
  within(engine);
  afterAll(() => started.close());
  return engine;
}

function givenTable(before: Hook, after: Hook): GivenTable {
  let table: Table;
  const engine = enginePerFile((within) => {
    before(async () => {
      table = await openTestTable(within);
    });
    after(() => dropTestTable(table));
  });
  return {
    get client() {
      return table.client;
    },
    get name() {
      return table.name;
    },
    get endpoint() {
      return engine.endpoint;
    },
  };
}

let input: CreateTableCommandInput | undefined;

/** The keys and indexes of the template's table. Tests need neither encryption nor streams nor recovery. */
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
