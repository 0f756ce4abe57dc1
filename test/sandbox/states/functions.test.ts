import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox/hooks';
import { deployFunction, functionArn } from '../lambda/function-under-test';
import { flow, roleArn, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;

const source = `
  exports.handler = async ({ fail, hang, ...event }) => {
    if (fail) throw Object.assign(new Error('on purpose'), { name: fail });
    if (hang) await new Promise(() => setTimeout(() => undefined, 60000));
    return { got: event };
  };
`;

beforeAll(async () => {
  states = await statesUnderTest([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functionArn },
  ]);
  await deployFunction(states, source, { properties: { Timeout: 1 } });
});
afterAll(() => states.close());

const after = { After: { Type: 'Pass', End: true } };
const calling = (more: object = {}) =>
  flow({ Call: { Type: 'Task', Resource: functionArn, Next: 'After', ...more }, ...after });
const invoking = (more: object = {}) =>
  calling({
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'responder', 'Payload.$': '$' },
    ...more,
  });

const typesOf = (types: readonly string[]) =>
  types.filter((type) => /^(?:Task(?!State)|Lambda)/.test(type));

test('a function by its ARN gets the input and gives the output', async () => {
  const { executionArn, output } = await states.run(calling(), { a: 1 });
  expect(output).toEqual({ got: { a: 1 } });
  expect(typesOf(await states.events(executionArn))).toEqual([
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
  ]);
});

test('an invocation gives what Lambda answers around the output', async () => {
  const { executionArn, output } = await states.run(invoking(), { a: 1 });
  expect(output).toMatchObject({
    ExecutedVersion: '$LATEST',
    Payload: { got: { a: 1 } },
    StatusCode: 200,
  });
  const { events = [] } = await states.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events[2]).toMatchObject({
    type: 'TaskScheduled',
    taskScheduledEventDetails: {
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'us-east-1',
      parameters: '{"FunctionName":"responder","Payload":{"a":1}}',
    },
  });
});

test('an error of the function keeps its name, and is caught by it', async () => {
  const { output } = await states.run(
    invoking({
      Retry: [{ ErrorEquals: ['Other'] }],
      Catch: [{ ErrorEquals: ['Mine'], ResultPath: '$.caught', Next: 'After' }],
    }),
    { fail: 'Mine' },
  );
  expect(output).toEqual({
    fail: 'Mine',
    caught: {
      Error: 'Mine',
      Cause: '{"errorMessage":"on purpose","errorType":"Mine","trace":[]}',
    },
  });
});

test('a retry waits longer each time, and is not without end', async () => {
  const { world } = states.sandbox;
  const machine = await states.machine(
    calling({
      Retry: [
        {
          ErrorEquals: ['Mine'],
          IntervalSeconds: 10,
          BackoffRate: 3,
          MaxDelaySeconds: 20,
          MaxAttempts: 2,
        },
      ],
    }),
  );
  const execution = await states.start(machine, { fail: 'Mine' });
  const ended = hooks.states.executionEnded(world, execution);
  const failures = async () =>
    (await states.events(execution)).filter((type) => type === 'LambdaFunctionFailed').length;
  const failed = async (count: number): Promise<void> => {
    while ((await failures()) < count);
  };
  await failed(1);
  world.clock.advance(9_000);
  expect(await failures()).toBe(1);
  world.clock.advance(1_100);
  await failed(2);
  world.clock.advance(20_000);
  expect(await ended).toMatchObject({ status: 'FAILED', error: 'Mine' });
  expect(await failures()).toBe(3);
});

test('a function that hangs is ended by Lambda, or before by the task', async () => {
  const { error } = await states.run(calling(), { hang: true });
  expect(error).toBe('Sandbox.Timedout');
  const machine = await states.machine(calling({ TimeoutSeconds: 60 }));
  const execution = await states.start(machine, { hang: true }, 61);
  expect(await states.describe(execution)).toMatchObject({ error: 'States.Timeout' });
  expect(typesOf(await states.events(execution))).toEqual([
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionTimedOut',
  ]);
});

test('a function that is not there, or may not be called, is the task’s error', async () => {
  const other = functionArn.replace('responder', 'other');
  const denied = await states.run(calling({ Resource: other }));
  expect(denied).toMatchObject({
    error: 'Lambda.AWSLambdaException',
    cause: expect.stringContaining(
      `is not authorized to perform: lambda:InvokeFunction on resource: ${other} because no identity-based policy allows`,
    ),
  });
  const role = hooks.iam.findRole(states.sandbox.world, roleArn);
  role?.inlinePolicies.set('more', {
    Statement: { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: other },
  });
  expect(await states.run(calling({ Resource: other }))).toMatchObject({
    error: 'Lambda.ResourceNotFoundException',
    cause: expect.stringContaining(`Function not found: ${other}`),
  });
});

test('a function that keeps its token to itself runs out of heartbeats', async () => {
  const machine = await states.machine(
    invoking({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: functionArn, Payload: { 'token.$': '$$.Task.Token' } },
      HeartbeatSecondsPath: '$.beat',
    }),
  );
  const execution = await states.start(machine, { beat: 30 });
  while (!(await states.events(execution)).includes('TaskSubmitted'));
  states.sandbox.world.clock.advance(31_000);
  expect(await states.describe(execution)).toMatchObject({ error: 'States.Timeout' });
});

test('a role that does not let Step Functions in fails the task, in AWS’s words', async () => {
  const { world } = states.sandbox;
  const machine = await states.machine(
    calling({ Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'After' }] }),
  );
  hooks.iam.deleteRole(world, roleArn);
  const execution = await states.start(machine);
  await hooks.states.executionEnded(world, execution);
  expect(await states.describe(execution)).toMatchObject({
    status: 'SUCCEEDED',
    output: {
      Error: 'States.TaskFailed',
      Cause: `The principal states.amazonaws.com is not authorized to assume the provided role. (role: ${roleArn})`,
    },
  });
});
