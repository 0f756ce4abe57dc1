import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { lambdaOf } from '../../../services/sandbox/lambda/state';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  eventually,
  security,
} from '../events/event-path-under-test';
import { functionOf } from './function-under-test';

/** Prints each record it gets; an item in state `fail` is reported as failed. */
const source = `
exports.handler = async ({ Records }) => {
  for (const record of Records) console.log(JSON.stringify(record));
  const failed = Records.filter(({ dynamodb }) => dynamodb.NewImage.state.S === 'fail');
  return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };
};`;

const reads = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

const templateOf = (actions: readonly string[]) => ({
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'incidents',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    Failures: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failures' } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'notifier',
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'read',
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
          },
        ],
      },
    },
    Function: functionOf({
      FunctionName: 'notifier',
      Handler: 'handler.handler',
      Code: { S3Bucket: 'bucket', S3Key: 'serverless/notifier.zip' },
    }),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
        BatchSize: 5,
        StartingPosition: 'TRIM_HORIZON',
        Enabled: true,
        MaximumRetryAttempts: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failures', 'Arn'] } } },
        FilterCriteria: {
          Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"pk":{"S":[{"prefix":"incident#"}]}}}}' }],
        },
      },
    },
  },
});

let path: EventPathUnderTest;
let dynamodb: DynamoDBClient;

async function deploy(actions: readonly string[], stackName: string) {
  const artifacts = await mkdtemp(join(tmpdir(), 'artifacts-'));
  await writeFile(join(artifacts, 'notifier.zip'), zipSync({ 'handler.js': strToU8(source) }));
  try {
    await path.deploy(JSON.stringify(templateOf(actions)), { artifacts, stackName });
  } finally {
    await rm(artifacts, { recursive: true });
  }
}

beforeAll(async () => {
  path = await eventPathUnderTest();
  dynamodb = path.dynamodb();
  lambdaOf(path.sandbox.world).streamRetryMilliseconds = 1;
});

afterAll(async () => {
  dynamodb.destroy();
  await path.sandbox.close();
});

const put = (pk: string, state: string) =>
  dynamodb.send(
    new PutItemCommand({ TableName: 'incidents', Item: { pk: { S: pk }, state: { S: state } } }),
  );

const seen = (pk: string) =>
  path.sandbox.world.feed.entries.flatMap((entry) => {
    if (entry.kind !== 'log' || !entry.line.startsWith('{')) return [];
    const record = JSON.parse(entry.line);
    return record.dynamodb.Keys.pk.S === pk ? [record] : [];
  });

const times = (pk: string, count: number) =>
  eventually(`${pk} seen ${count} times`, () => (seen(pk).length >= count ? seen(pk) : undefined));

async function toldFailure() {
  const sqs = path.sqs();
  const QueueUrl = `${path.sandbox.endpoint}/${security}/failures`;
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 4 }));
  sqs.destroy();
  return JSON.parse(Messages?.[0]?.Body ?? '{}');
}

test('a role that may not read the stream cannot be given it', async () => {
  await expect(deploy(['sqs:SendMessage'], 'refused')).rejects.toThrow(
    'Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.',
  );
});

test('a function gets a change of the table in AWS’s format, unless the filter excludes it', async () => {
  await deploy([...reads.map((action) => `dynamodb:${action}`), 'sqs:SendMessage'], 'allowed');
  await put('other#1', 'open');
  await put('incident#1', 'open');
  const [record] = await times('incident#1', 1);
  expect(record).toMatchObject({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Number),
      Keys: { pk: { S: 'incident#1' } },
      NewImage: { pk: { S: 'incident#1' }, state: { S: 'open' } },
      SequenceNumber: expect.stringMatching(/^\d{21}$/),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: expect.stringContaining(':table/incidents/stream/'),
  });
  expect(seen('other#1')).toEqual([]);
  await eventually('the invocation is over', () =>
    path.sandbox.world.feed.entries.some(
      (entry) => entry.kind === 'invocation' && entry.phase === 'succeeded',
    )
      ? true
      : undefined,
  );
});

test('a test can have a successful batch delivered twice', async () => {
  lambdaOf(path.sandbox.world).streamRepeats = 1;
  await put('incident#2', 'open');
  const [first, second] = await times('incident#2', 2);
  expect(second).toEqual(first);
});

test('a failing record delays those after it, is given up after its retries, and is named in the queue', async () => {
  await put('incident#3', 'fail');
  await put('incident#3', 'fine');
  const states = () => seen('incident#3').map(({ dynamodb: { NewImage } }) => NewImage.state.S);
  await eventually('given up, then went on', () => (states().includes('fine') ? true : undefined));
  expect(states().filter((state) => state === 'fail')).toHaveLength(2);
  expect(await toldFailure()).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
    DDBStreamBatchInfo: {
      startSequenceNumber: seen('incident#3')[0].dynamodb.SequenceNumber,
      streamArn: expect.stringContaining(':table/incidents/stream/'),
    },
  });
});
