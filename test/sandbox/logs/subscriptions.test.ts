import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeSubscriptionFiltersCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AddPermissionCommand,
  LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFilterPattern } from '../../../services/sandbox/logs/subscriptions/filter-pattern';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  eventually,
  payments,
} from '../events/event-path-under-test';

const functionArn = `arn:aws:lambda:us-east-1:${payments}:function:forwarder`;
const group = { logGroupName: '/host/auth' };
let path: EventPathUnderTest;
let logs: CloudWatchLogsClient;
let lambda: LambdaClient;
let sqs: SQSClient;

/** It writes what it got, and the name of a client of the runtime's own SDK. */
const source = `
const { gunzipSync } = require('node:zlib');
const { EventBridgeClient } = require('@aws-sdk/client-eventbridge');
exports.handler = async ({ awslogs }) => {
  const told = JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')));
  console.log(JSON.stringify({ told, sdk: EventBridgeClient.name }));
  if (told.logEvents[0].message.includes('fail')) throw new Error('once more');
};`;

const trust = {
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  },
};

const template = JSON.stringify({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust,
        Policies: [
          {
            PolicyName: 'failed',
            PolicyDocument: {
              Statement: {
                ...{ Effect: 'Allow', Action: 'sqs:SendMessage' },
                Resource: { 'Fn::GetAtt': ['Failed', 'Arn'] },
              },
            },
          },
        ],
      },
    },
    Failed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } },
    Forwarder: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'forwarder',
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: source },
        Timeout: 20,
        DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] } },
      },
    },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: group.logGroupName } },
    MayInvoke: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Forwarder' },
        Principal: 'logs.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': ['Group', 'Arn'] },
      },
    },
    Subscription: {
      Type: 'AWS::Logs::SubscriptionFilter',
      DependsOn: 'MayInvoke',
      Properties: {
        LogGroupName: { Ref: 'Group' },
        FilterName: 'logins',
        FilterPattern: '"Accepted publickey"',
        DestinationArn: { 'Fn::GetAtt': ['Forwarder', 'Arn'] },
      },
    },
  },
});

beforeAll(async () => {
  path = await eventPathUnderTest();
  const { endpoint, credentials } = path.sandbox;
  const settings = { endpoint, credentials: credentials(payments), maxAttempts: 1 };
  logs = new CloudWatchLogsClient({ region: 'us-east-1', ...settings });
  lambda = new LambdaClient({ region: 'us-east-1', ...settings });
  sqs = new SQSClient({ region: 'us-east-1', ...settings });
  await path.deploy(template, { accountId: payments });
  await logs.send(new CreateLogStreamCommand({ ...group, logStreamName: 'i-1' }));
});
afterAll(async () => {
  logs.destroy();
  lambda.destroy();
  sqs.destroy();
  await path.sandbox.close();
});

const tell = (...messages: string[]) =>
  logs.send(
    new PutLogEventsCommand({
      ...group,
      logStreamName: 'i-1',
      logEvents: messages.map((message, index) => ({ timestamp: 1000 + index, message })),
    }),
  );

const told = (): readonly unknown[] =>
  path.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'log' && entry.line.startsWith('{') ? [JSON.parse(entry.line)] : [],
  );

test('what passes the filter reaches the function as CloudWatch Logs writes it', async () => {
  await tell('Accepted publickey for ana', 'Failed password for bob', 'Accepted publickey for cy');
  expect(await eventually('the function ran', () => told()[0])).toEqual({
    sdk: 'EventBridgeClient',
    told: {
      messageType: 'DATA_MESSAGE',
      owner: payments,
      logGroup: group.logGroupName,
      logStream: 'i-1',
      subscriptionFilters: ['logins'],
      logEvents: [
        {
          id: expect.stringMatching(/^\d{56}$/),
          timestamp: 1000,
          message: 'Accepted publickey for ana',
        },
        {
          id: expect.stringMatching(/^\d{56}$/),
          timestamp: 1002,
          message: 'Accepted publickey for cy',
        },
      ],
    },
  });
});

test('a function that fails is invoked twice again, then its event is in its dead-letter queue', async () => {
  const before = told().length;
  await tell('Accepted publickey for fail');
  const again = () => {
    path.sandbox.world.clock.advance(60_000);
    return told().length === before + 3 ? true : undefined;
  };
  await eventually('three runs', again);
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      ...{ QueueUrl: `${path.sandbox.endpoint}/${payments}/failed`, WaitTimeSeconds: 5 },
      MessageAttributeNames: ['All'],
    }),
  );
  expect(JSON.parse(messages[0]?.Body ?? '')).toEqual({ awslogs: { data: expect.any(String) } });
  expect(messages[0]?.MessageAttributes).toMatchObject({
    ErrorMessage: { StringValue: 'once more' },
  });
});

test('a function whose role may not write to its dead-letter queue is not made', async () => {
  const { Resources } = JSON.parse(template);
  const { Role, Failed, Forwarder } = Resources;
  const { Policies: _, ...Properties } = Role.Properties;
  Forwarder.Properties.FunctionName = 'other';
  Failed.Properties.QueueName = 'other';
  const other = { Resources: { Role: { ...Role, Properties }, Failed, Forwarder } };
  await expect(
    path.deploy(JSON.stringify(other), { accountId: payments, stackName: 'other' }),
  ).rejects.toThrow('does not have permissions to call SendMessage on SQS');
});

test('a function that does not let CloudWatch Logs in cannot be subscribed, and gets nothing more', async () => {
  const other = { logGroupName: '/other' };
  await logs.send(new CreateLogGroupCommand(other));
  const filter = { ...other, filterName: 'all', filterPattern: '', destinationArn: functionArn };
  await expect(logs.send(new PutSubscriptionFilterCommand(filter))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message:
      'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
  });
  const statement = { FunctionName: 'forwarder', StatementId: 'other' };
  await lambda.send(
    new AddPermissionCommand({
      ...statement,
      Action: 'lambda:InvokeFunction',
      Principal: 'logs.amazonaws.com',
      SourceArn: `arn:aws:logs:us-east-1:${payments}:log-group:/other:*`,
    }),
  );
  await logs.send(new PutSubscriptionFilterCommand(filter));
  const odd = { ...filter, filterPattern: '[ip, user, ...]' };
  await expect(logs.send(new PutSubscriptionFilterCommand(odd))).rejects.toMatchObject({
    name: 'NotEmulated',
  });
  await lambda.send(new RemovePermissionCommand(statement));
  const before = told().length;
  const stream = { ...other, logStreamName: 'x' };
  await logs.send(new CreateLogStreamCommand(stream));
  const logEvents = [{ timestamp: 1, message: 'lost' }];
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  const { subscriptionFilters } = await logs.send(new DescribeSubscriptionFiltersCommand(other));
  expect(subscriptionFilters).toMatchObject([{ filterName: 'all' }]);
  expect(told()).toHaveLength(before);
});

const line = JSON.stringify({ user: { name: 'ana' }, source: ['a', 'b'], uid: 0 });

test.each([
  ['', 'anything', true],
  ['ERROR Exception', 'an Exception, an ERROR', true],
  ['ERROR Exception', 'an ERROR', false],
  ['error', 'an ERROR', false],
  ['?ERROR ?WARN', 'a WARN', true],
  ['?ERROR ?WARN', 'an INFO', false],
  ['ERROR -again', 'an ERROR again', false],
  ['"session opened"', 'pam: session opened for root', true],
  ['"session opened"', 'opened session', false],
  ['{ $.user.name = "ana" }', line, true],
  ['{ $.user.name = "a*" }', line, true],
  ['{ $.user.name = bob }', line, false],
  ['{ $.source[1] = "b" && $.uid = 0 }', line, true],
  ['{ ($.uid = 1) || ($.user.name = "ana") }', line, true],
  ['{ $.none = "x" }', line, false],
  ['{ $.user.name = "ana" }', 'no JSON, ana', false],
])('the pattern %s on %s passes: %s', (pattern, message, passes) => {
  expect(readFilterPattern(pattern)(message)).toBe(passes);
});

test.each(['[w1, w2]', '%regex%', '{ $.x != "y" }', '{ $.x IS NULL }', '{ $.x > 3 }', 'a.b'])(
  'the pattern %s is refused loudly',
  (pattern) => {
    expect(() => readFilterPattern(pattern)).toThrow('is not emulated');
  },
);
