import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as lambda from '@aws-sdk/client-lambda';
import * as sqs from '@aws-sdk/client-sqs';
import { eventually } from '../../../sandbox/events/event-path-under-test';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

/** Says how many records it got, and returns what the first one's body says. */
const RETURNS_THE_BODY = `
  exports.handler = async ({ Records }) => {
    console.log(JSON.stringify({ records: Records.length }));
    return JSON.parse(Records[0].body);
  };`;

/** Sends the next message to its own queue, until the eighteenth: the probe would end it there. */
const SENDS_TO_ITSELF = `
  const { SQSClient, GetQueueUrlCommand, SendMessageCommand } = require('@aws-sdk/client-sqs');
  const client = new SQSClient();
  exports.handler = async ({ Records }) => {
    console.log(JSON.stringify({ records: Records.length }));
    const next = Number(Records[0].body) + 1;
    if (next > 18) return;
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'signals' }));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: String(next) }));
  };`;

interface Wanted {
  readonly source?: string;
  readonly ofFunction?: object;
  readonly ofMapping?: object;
  readonly roleDenies?: unknown;
  /** A table's stream in place of the queue. */
  readonly ofStream?: boolean;
}

const allowing = (Effect: string, Action: unknown) => ({ Effect, Action, Resource: '*' });

const lambdaMayAssume = {
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

const attribute = (name: string, its: string) => ({ 'Fn::GetAtt': [name, its] });

function templateOf({ source, ofFunction, ofMapping, roleDenies, ofStream }: Wanted): object {
  const Statement = [
    allowing('Allow', ['sqs:*', 'dynamodb:*']),
    ...(roleDenies ? [allowing('Deny', roleDenies)] : []),
  ];
  const mapped = ofStream
    ? { EventSourceArn: attribute('Table', 'StreamArn'), StartingPosition: 'LATEST' }
    : {
        EventSourceArn: attribute('Queue', 'Arn'),
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      };
  return {
    Resources: {
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: 'signals', VisibilityTimeout: 600 },
      },
      ...(ofStream && { Table: table }),
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'of-the-function',
          AssumeRolePolicyDocument: lambdaMayAssume,
          Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }],
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'f',
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: attribute('Role', 'Arn'),
          Code: { ZipFile: source ?? RETURNS_THE_BODY },
          Timeout: 20,
          ...ofFunction,
        },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: attribute('Function', 'Arn'), ...mapped, ...ofMapping },
      },
    },
  };
}

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'changes',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  },
};

/** Fails with the reason where the stack cannot be made. */
async function deployed({ as }: Scene, wanted: Wanted = {}): Promise<void> {
  const client = new cloudformation.CloudFormationClient(as());
  const StackName = 'of-the-scene';
  await client.send(
    new cloudformation.CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(templateOf(wanted)),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  const look = new cloudformation.DescribeStacksCommand({ StackName });
  for (let looks = 0; looks < 2000; looks++) {
    const { Stacks: [stack] = [] } = await client.send(look);
    if (stack?.StackStatus === 'CREATE_COMPLETE') return;
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS')) continue;
    const events = new cloudformation.DescribeStackEventsCommand({ StackName });
    const { StackEvents = [] } = await client.send(events);
    throw new Error(StackEvents.map((each) => each.ResourceStatusReason ?? '').join(' '));
  }
  throw new Error('the stack is not made');
}

/** How many records the function was given until now. */
const given = ({ sandbox }: Scene): number =>
  sandbox.world.feed.entries
    .flatMap((entry) => (entry.kind === 'log' && entry.line.startsWith('{') ? [entry.line] : []))
    .reduce((sum, line) => sum + JSON.parse(line).records, 0);

const invocations = ({ sandbox }: Scene, phase: string) =>
  sandbox.world.feed.entries.filter((one) => one.kind === 'invocation' && one.phase === phase);

const whenGiven = (scene: Scene, count: number) =>
  eventually(`the function was given ${count} records`, () =>
    given(scene) >= count &&
    invocations(scene, 'started').length === invocations(scene, 'succeeded').length
      ? true
      : undefined,
  );

async function queueOf({ as }: Scene) {
  const client = new sqs.SQSClient(as());
  const { QueueUrl } = await client.send(new sqs.GetQueueUrlCommand({ QueueName: 'signals' }));
  return {
    /** Twice, as one batch. */
    send: (MessageBody: string) =>
      client.send(
        new sqs.SendMessageBatchCommand({
          QueueUrl,
          Entries: ['a', 'b'].map((Id) => ({ Id, MessageBody })),
        }),
      ),
    /** Messages that are still there, hidden or not. */
    left: async (): Promise<number> => {
      const { Attributes } = await client.send(
        new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      const {
        ApproximateNumberOfMessages: visible,
        ApproximateNumberOfMessagesNotVisible: hidden,
      } = Attributes ?? {};
      return Number(visible) + Number(hidden);
    },
  };
}

/** How many of the messages are deleted when the function returned each of the answers. */
const returning =
  (...more: readonly unknown[]): Situation =>
  async (scene, { input }) => {
    await deployed(scene);
    const { send, left } = await queueOf(scene);
    const all = [input.returned, ...more];
    for (const [at, returned] of all.entries()) {
      await send(JSON.stringify(returned));
      await whenGiven(scene, (at + 1) * 2);
    }
    const stayed = await left();
    const words = new Map([
      [0, 'all'],
      [all.length * 2, 'none'],
    ]);
    return { ok: { deleted: words.get(stayed) ?? `all but ${stayed}` } };
  };

const filtered: Situation = async (scene) => {
  const Filters = [{ Pattern: '{"body":{"kind":["wanted"]}}' }];
  await deployed(scene, { ofMapping: { FilterCriteria: { Filters } } });
  const { send, left } = await queueOf(scene);
  await send('{"kind":"other"}');
  for (let looks = 0; looks < 200 && (await left()) > 0; looks++);
  const deleted = (await left()) === 0 ? 'all' : await left();
  return { ok: { deleted, invocations: invocations(scene, 'started').length } };
};

const loopAllowed: Situation = async (scene, { input }) => {
  await deployed(scene, { source: SENDS_TO_ITSELF, ofFunction: input });
  const { left } = await queueOf(scene);
  const client = new sqs.SQSClient(scene.as());
  const { QueueUrl } = await client.send(new sqs.GetQueueUrlCommand({ QueueName: 'signals' }));
  await client.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: '1' }));
  await whenGiven(scene, 18);
  const executions = given(scene);
  return { ok: { executions, note: (await left()) === 0 ? 'stopped by the probe' : 'goes on' } };
};

async function mappingOf({ as }: Scene) {
  const client = new lambda.LambdaClient(as());
  const list = new lambda.ListEventSourceMappingsCommand({ FunctionName: 'f' });
  const { EventSourceMappings: [mapping] = [] } = await client.send(list);
  return { client, UUID: mapping?.UUID };
}

const functionDeleted: Situation = async (scene) => {
  await deployed(scene);
  const { client, UUID } = await mappingOf(scene);
  await client.send(new lambda.DeleteFunctionCommand({ FunctionName: 'f' }));
  const { code } = await answerOf(client.send(new lambda.GetEventSourceMappingCommand({ UUID })));
  return { ok: { mappings: code ?? 'stay' } };
};

const mappingRead: Situation = async (scene) => {
  await deployed(scene);
  const { client, UUID } = await mappingOf(scene);
  const mapping = await client.send(new lambda.GetEventSourceMappingCommand({ UUID }));
  const absent = mapping.LastProcessingResult === undefined;
  return { ok: { hasNot: absent ? ['LastProcessingResult'] : [] } };
};

const streamMapped: Situation = (scene, { input: { roleDenies } }) =>
  deployed(scene, { ofStream: true, roleDenies }).then(
    () => ({ ok: { accepted: true } }),
    (error: unknown) => ({ ok: { accepted: String(error) } }),
  );

export const functions: Situations = {
  f80581: returning(),
  c9afb9: returning(
    { batchItemFailures: [{ itemIdentifier: 7 }] },
    { batchItemFailures: [{ itemIdentifier: 'unknown' }] },
    { batchItemFailures: 'no array' },
  ),
  '661b2c': filtered,
  '1b1f93': loopAllowed,
  '226a1a': functionDeleted,
  '3ecac2': mappingRead,
  '56f2a8': streamMapped,
};
