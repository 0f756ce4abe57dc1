import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addDynamoDb } from '../../../services/sandbox/dynamodb/add-dynamodb';
import { createRole } from '../../../services/sandbox/iam/roles';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  payments,
  security,
} from '../events/event-path-under-test';

const TableName = 'incidents';
const arn = `arn:aws:dynamodb:us-east-1:${security}:table/${TableName}`;

const table = new CreateTableCommand({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'state', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byState',
      KeySchema: [{ AttributeName: 'state', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  DeletionProtectionEnabled: true,
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
});

let path: EventPathUnderTest;
let dynamodb: DynamoDBClient;

beforeEach(async () => {
  path = await eventPathUnderTest();
  addDynamoDb(path.sandbox);
  dynamodb = path.dynamodb();
  await dynamodb.send(table);
});

afterEach(async () => {
  dynamodb.destroy();
  await path.sandbox.close();
});

function open(pk: string) {
  return new PutItemCommand({
    TableName,
    Item: { pk: { S: pk }, state: { S: 'open' } },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
}

test('a table has the ARN of its account, and keeps settings that its engine does not know', async () => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({
    TableArn: arn,
    TableStatus: 'ACTIVE',
    DeletionProtectionEnabled: true,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  expect(Table?.LatestStreamArn).toContain(`${arn}/stream/`);
  expect(Table?.GlobalSecondaryIndexes?.[0]?.IndexArn).toBe(`${arn}/index/byState`);
});

test('a failed conditional write returns the present item', async () => {
  await dynamodb.send(open('trail'));
  await expect(dynamodb.send(open('trail'))).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item: { pk: { S: 'trail' }, state: { S: 'open' } },
  });
});

test('sets come back in their order, not in that in which they were written', async () => {
  const Key = { pk: { S: 'sets' } };
  const sets = { names: { SS: ['z', 'a'] }, counts: { NS: ['10', '9.50'] } };
  const SS = { L: [{ S: 'z' }, { S: 'a' }] };
  await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, ...sets, SS } }));
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key }));
  expect(Item).toEqual({
    ...Key,
    names: { SS: ['a', 'z'] },
    counts: { NS: ['9.5', '10'] },
    SS,
  });
});

test('items of one account do not exist in another', async () => {
  await dynamodb.send(open('trail'));
  const other = path.dynamodb(path.sandbox.credentials(payments));
  const Key = { pk: { S: 'trail' } };
  await expect(other.send(new GetItemCommand({ TableName, Key }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  other.destroy();
});

test('a role needs its permission on the index, not only on the table', async () => {
  createRole(path.sandbox.world, {
    accountId: security,
    name: 'reader',
    trustPolicy: { Statement: [] },
    inlinePolicies: {
      read: { Statement: [{ Effect: 'Allow', Action: 'dynamodb:Query', Resource: arn }] },
    },
  });
  const reader = path.dynamodb(path.sandbox.credentials(security, 'reader'));
  const query = { TableName, ExpressionAttributeValues: { ':v': { S: 'open' } } };
  const onTable = new QueryCommand({ ...query, KeyConditionExpression: 'pk = :v' });
  expect((await reader.send(onTable)).Count).toBe(0);
  const onIndex = new QueryCommand({
    ...query,
    IndexName: 'byState',
    KeyConditionExpression: '#s = :v',
    ExpressionAttributeNames: { '#s': 'state' },
  });
  await expect(reader.send(onIndex)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User: arn:aws:sts::${security}:assumed-role/reader/sandbox is not authorized to perform: dynamodb:Query on resource: ${arn}/index/byState because no identity-based policy allows the dynamodb:Query action`,
  });
  reader.destroy();
});

test('a protected table is not deleted', async () => {
  await expect(dynamodb.send(new DeleteTableCommand({ TableName }))).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  });
});

test('point-in-time recovery is described as it was set', async () => {
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  const update = { TableName, PointInTimeRecoverySpecification };
  await dynamodb.send(new UpdateContinuousBackupsCommand(update));
  const told = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
  const { PointInTimeRecoveryDescription } = told.ContinuousBackupsDescription ?? {};
  expect(PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
});

test('a transaction is refused loudly, because the engine has none', async () => {
  const refused = dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [] }));
  await expect(refused).rejects.toThrow('dynamodb:TransactWriteItems is not emulated');
});
