import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox/hooks';
import { payments, security } from '../core/organization-under-test';
import { flow, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;
let QueueUrl: string;

beforeAll(async () => {
  const Resource = `arn:aws:sqs:us-east-1:${security}:asked`;
  states = await statesUnderTest([{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource }]);
  const made = await states.sqs().send(new CreateQueueCommand({ QueueName: 'asked' }));
  QueueUrl = String(made.QueueUrl);
});
afterAll(() => states.close());

/** Asks by a message and goes on with the answer. */
const asking = (more: object = {}) =>
  flow({
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl,
        MessageBody: { 'token.$': '$$.Task.Token', 'what.$': '$.what' },
      },
      ResultPath: '$.answer',
      End: true,
      ...more,
    },
  });

/** A new execution, and the token it gave out. */
async function asked(more: object = {}): Promise<{ execution: string; taskToken: string }> {
  const execution = await states.start(await states.machine(asking(more)), { what: 1 });
  return { execution, taskToken: await nextToken() };
}

async function nextToken(): Promise<string> {
  const { Messages: [message] = [] } = await states
    .sqs()
    .send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  const ReceiptHandle = message?.ReceiptHandle;
  await states.sqs().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const { token, what } = JSON.parse(String(message?.Body));
  expect(what).toBe(1);
  return token;
}

const succeed = (taskToken: string, output = '{"ok":true}') =>
  states.sfn.send(new SendTaskSuccessCommand({ taskToken, output }));

test('a task waits for its token, and what comes with it is the result', async () => {
  const { execution, taskToken } = await asked();
  expect(await states.describe(execution)).toMatchObject({ status: 'RUNNING' });
  await succeed(taskToken);
  expect(await states.describe(execution)).toMatchObject({
    status: 'SUCCEEDED',
    output: { what: 1, answer: { ok: true } },
  });
  expect(await states.events(execution)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('a task fails as its worker says, and Catch sees the name', async () => {
  const { execution, taskToken } = await asked({
    Catch: [{ ErrorEquals: ['Refused'], ResultPath: '$.why', Next: 'Ask' }],
  });
  await states.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'no' }));
  const again = await nextToken();
  expect(again).not.toBe(taskToken);
  await succeed(again);
  expect(await states.describe(execution)).toMatchObject({
    output: { why: { Error: 'Refused', Cause: 'no' } },
  });
});

test('every retry has a token of its own', async () => {
  const { execution, taskToken } = await asked({
    Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 10, MaxAttempts: 1 }],
  });
  await states.sfn.send(new SendTaskFailureCommand({ taskToken }));
  states.sandbox.world.clock.advance(10_000);
  const second = await nextToken();
  await expect(succeed(taskToken)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await succeed(second);
  expect(await states.describe(execution)).toMatchObject({ status: 'SUCCEEDED' });
});

test('a task times out when no one answers, and its token with it', async () => {
  const { execution, taskToken } = await asked({ TimeoutSeconds: 600 });
  states.sandbox.world.clock.advance(601_000);
  expect(await states.describe(execution)).toMatchObject({ error: 'States.Timeout' });
  expect(await states.events(execution)).toContain('TaskTimedOut');
  await expect(succeed(taskToken)).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('a heartbeat keeps a task open, and its end is a States.Timeout', async () => {
  const { execution, taskToken } = await asked({
    HeartbeatSeconds: 60,
    Retry: [{ ErrorEquals: ['States.TaskFailed'] }],
    Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], ResultPath: '$.late', Next: 'Ask' }],
  });
  const { clock } = states.sandbox.world;
  clock.advance(50_000);
  await states.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
  clock.advance(50_000);
  expect(await states.events(execution)).not.toContain('TaskTimedOut');
  clock.advance(11_000);
  await succeed(await nextToken());
  expect(await states.describe(execution)).toMatchObject({
    output: { late: { Error: 'States.Timeout', Cause: '' } },
  });
});

test('what AWS was recorded to refuse is refused in its words', async () => {
  const { execution, taskToken } = await asked();
  const refusals = [
    [
      () => succeed(taskToken, 'not-json'),
      'InvalidOutput',
      "Invalid Output: 'not-json' is not valid JSON.",
    ],
    [() => succeed('unknown'), 'InvalidToken', "Invalid Token: 'Invalid token'"],
    [() => succeed('unknown', 'not-json'), 'InvalidToken', "Invalid Token: 'Invalid token'"],
    [
      () => succeed(''),
      'ValidationException',
      "1 validation error detected: Value '' at 'taskToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      () => states.sfn.send(new SendTaskSuccessCommand({ taskToken, output: undefined })),
      'ValidationException',
      "1 validation error detected: Value at 'output' failed to satisfy constraint: Member must not be null",
    ],
    [
      () => states.sfn.send(new SendTaskFailureCommand({ taskToken: 'unknown' })),
      'InvalidToken',
      "Invalid Token: 'Invalid token'",
    ],
    [
      () => states.sfn.send(new SendTaskHeartbeatCommand({ taskToken: 'unknown' })),
      'InvalidToken',
      "Invalid Token: 'Invalid token'",
    ],
  ] as const;
  for (const [call, name, message] of refusals) {
    await expect(call()).rejects.toMatchObject({ name, message });
  }
  await succeed(taskToken);
  expect(await states.describe(execution)).toMatchObject({ status: 'SUCCEEDED' });
  await expect(states.sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
    name: 'TaskTimedOut',
  });
});

test('a token is one of its account', async () => {
  const { taskToken } = await asked();
  const { endpoint, credentials } = states.sandbox;
  const other = new SFNClient({
    endpoint,
    region: 'us-east-1',
    credentials: credentials(payments),
    maxAttempts: 1,
  });
  await expect(
    other.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })),
  ).rejects.toMatchObject({ name: 'InvalidToken' });
});

test('executions end with the world', async () => {
  const own = await statesUnderTest();
  const machine = await own.machine(flow({ Long: { Type: 'Wait', Seconds: 60, End: true } }));
  const execution = await own.start(machine);
  const ended = hooks.states.executionEnded(own.sandbox.world, execution);
  await own.close();
  expect(await ended).toMatchObject({ status: 'RUNNING' });
  own.sandbox.world.clock.advance(120_000);
  expect((await ended).history).toHaveLength(2);
});
