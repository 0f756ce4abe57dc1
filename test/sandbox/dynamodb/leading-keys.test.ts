import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDynamoDb } from '../../../services/sandbox/dynamodb/add-dynamodb';
import { createRole } from '../../../services/sandbox/iam/roles';
import { createLocalOrganization } from '../../../services/sandbox/local-organization';
import { startSandbox } from '../../../services/sandbox/sandbox';

const accountId = '222233334444';
const TableName = 'partitioned';
const region = 'us-east-1';
const arn = `arn:aws:dynamodb:${region}:${accountId}:table/${TableName}`;

let close: () => Promise<void>;
let keeper: DynamoDBClient;

/** A role that may use the partitions ACCOUNT#… of a table, and no others. */
beforeAll(async () => {
  const sandbox = await startSandbox();
  createLocalOrganization(sandbox, { accounts: 1 });
  addDynamoDb(sandbox);
  createRole(sandbox.world, {
    accountId,
    name: 'keeper',
    trustPolicy: { Statement: [] },
    inlinePolicies: { keep: { Statement: [STATEMENT] } },
  });
  const as = (role?: string) =>
    new DynamoDBClient({
      endpoint: sandbox.endpoint,
      region,
      credentials: sandbox.credentials(accountId, role),
      maxAttempts: 1,
    });
  const administrator = as();
  await administrator.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'pk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  keeper = as('keeper');
  close = async () => {
    keeper.destroy();
    administrator.destroy();
    await sandbox.close();
  };
});

afterAll(() => close());

const STATEMENT = {
  Effect: 'Allow' as const,
  Action: ['dynamodb:*Item', 'dynamodb:Query'],
  Resource: arn,
  Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ACCOUNT#*'] } },
};

const calls = (pk: string) => {
  const Key = { pk: { S: pk }, sk: { S: 'ACCOUNT#' } };
  const values = { ':p': { S: pk }, ':s': { S: 'ACCOUNT#' } };
  return {
    UpdateItem: new UpdateItemCommand({ TableName, Key }),
    PutItem: new PutItemCommand({ TableName, Item: Key }),
    GetItem: new GetItemCommand({ TableName, Key }),
    BatchWriteItem: new BatchWriteItemCommand({
      RequestItems: { [TableName]: [{ PutRequest: { Item: Key } }] },
    }),
    Query: new QueryCommand({
      TableName,
      KeyConditionExpression: 'sk = :s AND #p = :p',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: values,
    }),
  };
};

const names = Object.keys(calls('')) as (keyof ReturnType<typeof calls>)[];

const send = (name: keyof ReturnType<typeof calls>, pk: string) =>
  // The union of commands is not one the client's overloads know.
  keeper.send(calls(pk)[name] as UpdateItemCommand);

test.each(names)(
  '%s is allowed on the partitions that dynamodb:LeadingKeys names',
  async (name) => {
    const { $metadata } = await send(name, 'ACCOUNT#111122223333');
    expect($metadata.httpStatusCode).toBe(200);
  },
);

test.each(names)('%s is refused on any other partition', async (name) => {
  await expect(send(name, 'INCIDENT#1')).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`is not authorized to perform: dynamodb:${name} on resource`),
  });
});
