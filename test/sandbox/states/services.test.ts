import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDynamoDb } from '../../../services/sandbox/dynamodb/add-dynamodb';
import { security } from '../core/organization-under-test';
import { flow, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;
let QueueUrl: string;
let s3: S3Client;
const TopicArn = `arn:aws:sns:us-east-1:${security}:told`;
const TableName = 'incidents';
const Bucket = 'guarded-bucket';

beforeAll(async () => {
  states = await statesUnderTest([
    {
      Effect: 'Allow',
      Action: [
        'sqs:SendMessage',
        'sqs:GetQueueAttributes',
        'sns:Publish',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'iam:GetRole',
        'logs:DescribeLogGroups',
        's3:PutBucketPolicy',
        's3:GetBucketPolicy',
        's3:DeleteBucketPolicy',
        's3:PutObject',
      ],
      Resource: '*',
    },
  ]);
  addDynamoDb(states.sandbox);
  const settings = {
    endpoint: states.sandbox.endpoint,
    region: 'us-east-1',
    credentials: states.sandbox.credentials(security),
  };
  const made = await states.sqs().send(new CreateQueueCommand({ QueueName: 'told' }));
  QueueUrl = String(made.QueueUrl);
  await new SNSClient(settings).send(new CreateTopicCommand({ Name: 'told' }));
  s3 = new S3Client({ ...settings, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await states.dynamodb().send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
});
afterAll(() => states.close());

const called = (resource: string, Parameters: object, input: unknown = {}) =>
  states.run(
    flow({
      Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true },
    }),
    input,
  );

test('a message is sent, an object as JSON', async () => {
  const { output } = await called(
    'sqs:sendMessage',
    { QueueUrl, MessageBody: { 'a.$': '$.a' } },
    { a: 1 },
  );
  expect(output).toMatchObject({
    MessageId: expect.any(String),
    MD5OfMessageBody: expect.any(String),
    SdkHttpMetadata: { HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: expect.any(String) },
  });
  const { Messages } = await states.sqs().send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages).toMatchObject([{ Body: '{"a":1}' }]);
});

test('the SDK spells an answer as Java does, and the history says which service', async () => {
  const { executionArn, output } = await called('aws-sdk:sqs:sendMessage', {
    QueueUrl,
    MessageBody: 'x',
  });
  expect(Object.keys(output as object)).toEqual(['MessageId', 'Md5OfMessageBody']);
  const { events = [] } = await states.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.slice(2, 5)).toMatchObject([
    {
      type: 'TaskScheduled',
      taskScheduledEventDetails: { resourceType: 'aws-sdk:sqs', resource: 'sendMessage' },
    },
    { type: 'TaskStarted', taskStartedEventDetails: { resourceType: 'aws-sdk:sqs' } },
    { type: 'TaskSucceeded', taskSucceededEventDetails: { resource: 'sendMessage' } },
  ]);
});

test('a topic is published to', async () => {
  await called('sns:publish', { TopicArn, Message: { 'x.$': '$.x' }, Subject: 'hello' }, { x: 1 });
  const topic = states.sandbox.world.sns.topics.get(TopicArn);
  expect(topic?.messages).toMatchObject([{ message: '{"x":1}', subject: 'hello' }]);
});

test('an item is put and updated, and a condition that fails is an error of that name', async () => {
  const put = {
    TableName,
    Item: { id: { 'S.$': '$.id' } },
    ConditionExpression: 'attribute_not_exists(id)',
  };
  expect(await called('dynamodb:putItem', put, { id: 'a' })).toMatchObject({ status: 'SUCCEEDED' });
  expect(await called('dynamodb:putItem', put, { id: 'a' })).toMatchObject({
    error: 'DynamoDB.ConditionalCheckFailedException',
  });
  expect(await called('aws-sdk:dynamodb:putItem', put, { id: 'a' })).toMatchObject({
    error: 'DynamoDb.ConditionalCheckFailedException',
    cause: expect.stringMatching(
      / \(Service: DynamoDb, Status Code: 400, Request ID: .*\) \(SDK Attempt Count: 1\)$/,
    ),
  });
  const update = {
    TableName,
    Key: { id: { S: 'a' } },
    UpdateExpression: 'SET n = :n',
    ExpressionAttributeValues: { ':n': { N: '1' } },
    ReturnValues: 'ALL_NEW',
  };
  expect(await called('dynamodb:updateItem', update)).toMatchObject({
    output: { Attributes: { id: { S: 'a' }, n: { N: '1' } } },
  });
});

test('a bucket policy is put, read and taken away, and errors are named as S3’s', async () => {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${Bucket}/*`,
      },
    ],
  });
  const get = () => called('aws-sdk:s3:getBucketPolicy', { Bucket });
  // Not in S3's model: the name of the service's own exception.
  expect(await get()).toMatchObject({
    error: 'S3.S3Exception',
    cause: expect.stringMatching(
      /^The bucket policy does not exist \(Service: S3, Status Code: 404, Request ID: .*, Extended Request ID: .*\) \(SDK Attempt Count: 1\)$/,
    ),
  });
  await called(
    'aws-sdk:s3:putBucketPolicy',
    { Bucket, 'Policy.$': '$.policy' },
    { policy: Policy },
  );
  expect(await get()).toMatchObject({ output: { Policy } });
  await called('aws-sdk:s3:deleteBucketPolicy', { Bucket });
  expect(await get()).toMatchObject({ error: 'S3.S3Exception' });
  expect(await called('aws-sdk:s3:getBucketPolicy', { Bucket: 'no-such-bucket' })).toMatchObject({
    error: 'S3.NoSuchBucketException',
  });
});

test('an object is put, what is no text as JSON', async () => {
  const put = { Bucket, Key: 'a/b.json', Body: { 'x.$': '$.x' } };
  expect(await called('aws-sdk:s3:putObject', put, { x: 1 })).toMatchObject({
    output: { ETag: expect.any(String) },
  });
  const read = await s3.send(new GetObjectCommand({ Bucket, Key: put.Key }));
  expect(await read.Body?.transformToString()).toBe('{"x":1}');
});

test('services of other protocols are called with their members', async () => {
  expect(await called('aws-sdk:iam:getRole', { RoleName: 'machine' })).toMatchObject({
    output: { Role: { RoleName: 'machine' } },
  });
  expect(await called('aws-sdk:iam:getRole', { RoleName: 'none' })).toMatchObject({
    error: 'Iam.NoSuchEntityException',
  });
  expect(
    await called('aws-sdk:cloudwatchlogs:describeLogGroups', { LogGroupNamePrefix: '/none' }),
  ).toMatchObject({ output: { LogGroups: [] } });
});

test('what the role may not do is denied to the task', async () => {
  const denied = 'is not authorized to perform: ';
  expect(await called('aws-sdk:sqs:deleteQueue', { QueueUrl })).toMatchObject({
    error: 'Sqs.SqsException',
    cause: expect.stringContaining(`assumed-role/machine/`),
  });
  expect(await called('aws-sdk:kms:listKeys', {})).toMatchObject({
    error: 'Kms.KmsException',
    cause: expect.stringContaining(`${denied}kms:ListKeys`),
  });
  expect(await called('dynamodb:deleteItem', { TableName, Key: { id: { S: 'a' } } })).toMatchObject(
    {
      error: 'DynamoDB.AmazonDynamoDBException',
      cause: expect.stringContaining(`${denied}dynamodb:DeleteItem`),
    },
  );
});

test('calls of a machine are struck by faults and have records, as Step Functions’', async () => {
  const remove = states.sandbox.faults.add({
    service: 's3',
    action: 'DeleteBucketPolicy',
    refuse: { code: 'SlowDown', message: 'Reduce your request rate.', status: 503 },
  });
  expect(await called('aws-sdk:s3:deleteBucketPolicy', { Bucket })).toMatchObject({
    error: 'S3.S3Exception',
    cause: expect.stringContaining('Reduce your request rate. (Service: S3, Status Code: 503'),
  });
  remove();
  const records = states.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'record' && entry.record.eventName === 'DeleteBucketPolicy'
      ? [entry.record]
      : [],
  );
  expect(records.at(-1)).toMatchObject({
    errorCode: 'SlowDown',
    sourceIPAddress: 'states.amazonaws.com',
    userIdentity: {
      type: 'AssumedRole',
      sessionContext: { sessionIssuer: { userName: 'machine' } },
    },
  });
});
