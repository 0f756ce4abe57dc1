import {
  GetEventSourceMappingCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lambdaOf } from '../../../services/sandbox/lambda/state';
import { expireVisibility } from '../../../services/sandbox/sqs/visibility';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  eventually,
  payments,
  security,
} from '../events/event-path-under-test';
import { deployFunction, functionArn, queueArn } from './function-under-test';

let path: EventPathUnderTest;
let sqs: SQSClient;

beforeEach(async () => {
  path = await eventPathUnderTest();
  sqs = path.sqs();
});

afterEach(async () => {
  sqs.destroy();
  await path.sandbox.close();
});

/** Prints each record it gets; a body `fail` is reported as failed, `throw` throws. */
const handler = `
exports.handler = async ({ Records }) => {
  for (const record of Records) console.log(JSON.stringify(record));
  if (Records.some(({ body }) => body === 'throw')) throw new Error('thrown');
  const failed = Records.filter(({ body }) => body === 'fail');
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

async function url(name: string): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return QueueUrl;
}

async function send(...bodies: readonly string[]) {
  const Entries = bodies.map((MessageBody, at) => ({ Id: String(at), MessageBody }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: await url('signals'), Entries }));
}

function seen(body: string) {
  return path.sandbox.world.feed.entries.flatMap((entry) => {
    if (entry.kind !== 'log' || !entry.line.startsWith('{')) return [];
    const record = JSON.parse(entry.line);
    return record.body === body ? [record] : [];
  });
}

function times(body: string, count: number) {
  return eventually(`${body} seen ${count} times`, () =>
    seen(body).length >= count ? seen(body) : undefined,
  );
}

function inFlight(): number {
  return path.sandbox.world.sqs.queues.get(queueArn)?.hidden.size ?? 0;
}

/** Waits until so many messages, and no others, wait for their visibility timeout. */
function hidden(count: number) {
  const invocations = () =>
    path.sandbox.world.feed.entries.filter((entry) => entry.kind === 'invocation');
  return eventually(`${count} messages hidden`, () =>
    inFlight() === count && invocations().length % 2 === 0 && invocations().length > 0
      ? true
      : undefined,
  );
}

test('a function gets a message in AWS’s format', async () => {
  await deployFunction(path, handler);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: await url('signals'),
      MessageBody: 'signal',
      MessageGroupId: payments,
      MessageAttributes: { why: { DataType: 'String', StringValue: 'drill' } },
    }),
  );
  const [record] = await times('signal', 1);
  expect(record).toMatchObject({
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    attributes: { ApproximateReceiveCount: '1', MessageGroupId: payments },
    messageAttributes: { why: { dataType: 'String', stringValue: 'drill' } },
    md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: 'us-east-1',
  });
  await hidden(0);
});

test('only the failed message comes back, and in the end it is a dead letter', async () => {
  await deployFunction(path, handler);
  await send('fail', 'fine');
  await times('fine', 1);
  await hidden(1);
  expireVisibility(path.sandbox.world, queueArn);
  await times('fail', 2);
  await hidden(1);
  expireVisibility(path.sandbox.world, queueArn);
  const received = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: await url('dead-letters'), WaitTimeSeconds: 5 }),
  );
  expect(received.Messages?.map(({ Body }) => Body)).toEqual(['fail']);
  expect(seen('fine')).toHaveLength(1);
});

test('after an error the whole batch comes back', async () => {
  await deployFunction(path, handler);
  await send('throw', 'mate');
  await times('mate', 1);
  await hidden(2);
});

test('of a function that went while a batch was gathered nothing is lost', async () => {
  await deployFunction(path, handler);
  const state = lambdaOf(path.sandbox.world);
  for (const mapping of state.mappings.values()) Object.assign(mapping, { batchingWindow: 0.3 });
  await send('late');
  await eventually('a batch is gathered', () => state.gathering === 1 || undefined);
  state.functions.delete(functionArn);
  await eventually('it is gathered', () => state.gathering === 0 || undefined);
  expect([inFlight(), seen('late')]).toEqual([1, []]);
});

test('a role that may not delete messages cannot be given the queue', async () => {
  const sqsActions = ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'];
  await expect(deployFunction(path, handler, { sqsActions })).rejects.toThrow(
    'The provided execution role does not have permissions to call DeleteMessage on SQS',
  );
});

test('a queue with a visibility timeout below the function’s timeout is refused', async () => {
  await expect(deployFunction(path, handler, { properties: { Timeout: 31 } })).rejects.toThrow(
    'Queue visibility timeout: 30 seconds is less than Function timeout: 31 seconds',
  );
});

/** Tells where its request came from. */
const tracing = `
exports.handler = async ({ Records }) => {
  for (const { body } of Records) console.log(JSON.stringify({ body, trace: process.env._X_AMZN_TRACE_ID }));
};`;

const asSent = async (MessageBody: string, StringValue: string) => {
  const AWSTraceHeader = { DataType: 'String', StringValue };
  const QueueUrl = await url('signals');
  const MessageSystemAttributes = { AWSTraceHeader };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageSystemAttributes }));
};

/** Sends on what it was given as its own doing, as a function that asks itself does, until nothing comes any more. */
async function loop(most: number): Promise<number> {
  let trace = '';
  for (let runs = 0; runs < most; runs += 1) {
    const body = `run-${runs}`;
    await asSent(body, trace);
    const ended = () =>
      path.sandbox.world.feed.entries.some(
        (entry) => entry.kind === 'invocation' && entry.detail?.includes('recursive loop'),
      );
    const next = await eventually(body, () => seen(body)[0] ?? (ended() ? 'ended' : undefined));
    if (next === 'ended') return runs;
    trace = next.trace;
  }
  return most;
}

test('a function that keeps sending to its own queue runs sixteen times, then its message stays in the queue', async () => {
  await deployFunction(path, tracing);
  expect(await loop(20)).toBe(16);
  const [waiting] = path.sandbox.world.sqs.queues.get(queueArn)?.hidden.values() ?? [];
  expect(waiting?.message.body).toBe('run-16');
});

test('a function that allows loops goes on', async () => {
  await deployFunction(path, tracing, { properties: { RecursiveLoop: 'Allow' } });
  expect(await loop(20)).toBe(20);
});

test('a message that a function sends carries its trace header automatically', async () => {
  await deployFunction(path, tracing);
  const asFunction = {
    AWS_LAMBDA_FUNCTION_NAME: 'other',
    _X_AMZN_TRACE_ID: 'Root=1-a-b;Lineage=abcd1234:3',
  };
  Object.assign(process.env, asFunction);
  try {
    await send('passed-on');
  } finally {
    for (const name of Object.keys(asFunction)) delete process.env[name];
  }
  const [{ trace }] = await times('passed-on', 1);
  expect(trace).toMatch(/;Lineage=abcd1234:3\|[0-9a-f]{8}:1$/);
});

test('a message that no filter of the mapping lets in is deleted without a run', async () => {
  await deployFunction(path, handler);
  const { mappings } = lambdaOf(path.sandbox.world);
  const [mapping] = mappings.values();
  const lambda = new LambdaClient({
    endpoint: path.sandbox.endpoint,
    region: 'us-east-1',
    credentials: path.sandbox.credentials(security),
  });
  const Filters = [{ Pattern: '{"body":{"kind":["wanted"]}}' }, { Pattern: '{"body":["plain"]}' }];
  await lambda.send(
    new UpdateEventSourceMappingCommand({ UUID: mapping?.id, FilterCriteria: { Filters } }),
  );
  const read = await lambda.send(new GetEventSourceMappingCommand({ UUID: mapping?.id }));
  expect(read.FilterCriteria).toEqual({ Filters });
  await send('{"kind":"other"}', 'neither', '{"kind":"wanted"}', 'plain');
  await times('{"kind":"wanted"}', 1);
  await times('plain', 1);
  await hidden(0);
  expect([seen('{"kind":"other"}'), seen('neither')]).toEqual([[], []]);
  lambda.destroy();
});
