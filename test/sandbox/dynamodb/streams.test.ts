import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDynamoDb } from '../../../services/sandbox/dynamodb/add-dynamodb';
import { streams } from '../../../services/sandbox/dynamodb/streams/stream';
import { type EventPathUnderTest, eventPathUnderTest } from '../events/event-path-under-test';

const TableName = 'incidents';
let path: EventPathUnderTest;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  path = await eventPathUnderTest();
  addDynamoDb(path.sandbox);
  dynamodb = path.dynamodb();
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
});

afterAll(async () => {
  dynamodb.destroy();
  await path.sandbox.close();
});

const recordsOf = (pk: string) =>
  [...streams(path.sandbox.world).values()]
    .flatMap(({ records }) => records)
    .filter(({ keys }) => (keys.pk as { S: string }).S === pk)
    .map(({ eventName, oldImage, newImage }) => ({ eventName, oldImage, newImage }));

const put = (pk: string, state: string) =>
  new PutItemCommand({ TableName, Item: { pk: { S: pk }, state: { S: state } } });

const add = (pk: string) =>
  new UpdateItemCommand({
    TableName,
    Key: { pk: { S: pk } },
    UpdateExpression: 'ADD repeats :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });

const image = (pk: string, state: string) => ({ pk: { S: pk }, state: { S: state } });

test('a stream has a record for each insert, change and deletion, with the images before and after', async () => {
  await dynamodb.send(put('one', 'open'));
  await dynamodb.send(put('one', 'closed'));
  await dynamodb.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'one' } } }));
  expect(recordsOf('one')).toEqual([
    { eventName: 'INSERT', oldImage: undefined, newImage: image('one', 'open') },
    { eventName: 'MODIFY', oldImage: image('one', 'open'), newImage: image('one', 'closed') },
    { eventName: 'REMOVE', oldImage: image('one', 'closed'), newImage: undefined },
  ]);
});

test('a write that changed nothing, was refused or deleted nothing leaves no record', async () => {
  await dynamodb.send(put('two', 'open'));
  await dynamodb.send(put('two', 'open'));
  await dynamodb.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'missing' } } }));
  const refused = new PutItemCommand({
    ...put('two', 'closed').input,
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await expect(dynamodb.send(refused)).rejects.toThrow('The conditional request failed');
  expect(recordsOf('two')).toHaveLength(1);
  expect(recordsOf('missing')).toEqual([]);
});

test('of simultaneous writes each record begins with the image that the one before it ended with', async () => {
  await Promise.all(Array.from({ length: 8 }, () => dynamodb.send(add('three'))));
  const told = recordsOf('three');
  expect(told).toHaveLength(8);
  expect(told.map(({ newImage }) => newImage?.repeats)).toEqual(
    Array.from({ length: 8 }, (_, index) => ({ N: String(index + 1) })),
  );
  expect(told.slice(1).map(({ oldImage }) => oldImage)).toEqual(
    told.slice(0, -1).map(({ newImage }) => newImage),
  );
});

test('a batch leaves one record for each item', async () => {
  const requests = ['four', 'five'].map((pk) => ({
    PutRequest: { Item: { pk: { S: pk }, state: { S: 'open' } } },
  }));
  await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
  expect([...recordsOf('four'), ...recordsOf('five')].map(({ eventName }) => eventName)).toEqual([
    'INSERT',
    'INSERT',
  ]);
});

test('a table whose stream has no view is refused', async () => {
  const table = new CreateTableCommand({
    TableName: 'other',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true },
  });
  await expect(dynamodb.send(table)).rejects.toThrow('StreamViewType is required');
});
