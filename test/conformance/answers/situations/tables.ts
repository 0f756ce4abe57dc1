import * as dynamodb from '@aws-sdk/client-dynamodb';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Answer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

const TableName = 'of-the-scene';
const Key = { pk: { S: 'one' } };

const TABLE: dynamodb.CreateTableCommandInput = {
  TableName,
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};

/** With an item, where one is given. */
async function made({ as }: Scene, Item?: dynamodb.PutItemCommandInput['Item']) {
  const client = new dynamodb.DynamoDBClient(as());
  await client.send(new dynamodb.CreateTableCommand(TABLE));
  if (Item) await client.send(new dynamodb.PutItemCommand({ TableName, Item }));
  return client;
}

const creation: Situation = async ({ as }) => {
  const client = new dynamodb.DynamoDBClient(as());
  const { ok, ...refused } = await answerOf(client.send(new dynamodb.CreateTableCommand(TABLE)));
  if (ok === undefined) return refused;
  return { ok: (ok as dynamodb.CreateTableCommandOutput).TableDescription };
};

const unusedAttribute: Situation = ({ as }) =>
  answerOf(
    new dynamodb.DynamoDBClient(as()).send(
      new dynamodb.CreateTableCommand({
        ...TABLE,
        AttributeDefinitions: ['pk', 'unused'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
      }),
    ),
  );

/** A refused write has to show the item that is there, too. */
async function withItem(write: Promise<object>): Promise<Answer> {
  const item = await write.then(
    () => undefined,
    ({ Item }: { readonly Item?: object }) => Item,
  );
  return item === undefined ? { code: 'the item is not shown' } : answerOf(write);
}

const written: Situation = async (scene, { input }) => {
  const client = await made(scene, Key);
  return withItem(client.send(new dynamodb.PutItemCommand({ TableName, Item: Key, ...input })));
};

const compared: Situation = async (scene, { input }) => {
  const client = await made(scene, { ...Key, n: { N: '2.5' } });
  const update = {
    TableName,
    Key,
    UpdateExpression: 'SET #m = :expected',
    ...input,
    ConditionExpression: '#n = :expected',
    ExpressionAttributeNames: { '#n': 'n', '#m': 'm' },
    ExpressionAttributeValues: { ':expected': { S: '2.5' } },
  };
  return withItem(client.send(new dynamodb.UpdateItemCommand(update)));
};

const normalised: Situation = async (scene, { input }) => {
  const client = await made(scene, { ...Key, ...(input.put as object) });
  const { Item } = await client.send(new dynamodb.GetItemCommand({ TableName, Key }));
  return { ok: Item };
};

/** A user of the account without any policy. */
const withoutPolicy: Situation = async (scene) => {
  await made(scene);
  const { as } = scene;
  const iam = new IAMClient(as());
  await iam.send(new CreateUserCommand({ UserName: 'bare' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'bare' }));
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {};
  const client = new dynamodb.DynamoDBClient({
    ...as(),
    credentials: { accessKeyId, secretAccessKey },
  });
  return answerOf(client.send(new dynamodb.GetItemCommand({ TableName, Key })));
};

export const tables: Situations = {
  e80b10: unusedAttribute,
  '8587e1': creation,
  bf1d6a: written,
  '60e29e': compared,
  '0e262f': normalised,
  '7081c5': {
    notAsked:
      'The sandbox refuses transactions loudly (dynalite has none), and no part of ours uses them.',
  },
  a5eac7: withoutPolicy,
};
