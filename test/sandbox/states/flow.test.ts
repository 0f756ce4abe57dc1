import { GetExecutionHistoryCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flow, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;

beforeAll(async () => {
  states = await statesUnderTest();
});
afterAll(() => states.close());

test('a Wait state waits by the clock of the world', async () => {
  const machine = await states.machine(
    flow({
      First: { Type: 'Wait', Seconds: 60, Next: 'Second' },
      Second: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Third' },
      Third: { Type: 'Wait', TimestampPath: '$.until', End: true },
    }),
  );
  const { clock } = states.sandbox.world;
  const until = new Date(clock.now().getTime() + 300_000).toISOString();
  const execution = await states.start(machine, { seconds: 60, until }, 119);
  expect(await states.events(execution)).toEqual([
    'ExecutionStarted',
    'WaitStateEntered',
    'WaitStateExited',
    'WaitStateEntered',
  ]);
  clock.advance(120_000);
  expect(await states.describe(execution)).toMatchObject({ status: 'RUNNING' });
  clock.advance(62_000);
  expect(await states.describe(execution)).toMatchObject({ status: 'SUCCEEDED' });
});

test('branches run at once, each with the input, and give a list', async () => {
  const { executionArn, output } = await states.run(
    flow({
      Both: {
        Type: 'Parallel',
        Branches: [
          flow({ One: { Type: 'Pass', Parameters: { 'one.$': '$.n' }, End: true } }),
          flow({ Two: { Type: 'Pass', Result: 2, End: true } }),
        ],
        ResultSelector: { 'first.$': '$[0].one', 'second.$': '$[1]' },
        ResultPath: '$.both',
        End: true,
      },
    }),
    { n: 1 },
  );
  expect(output).toEqual({ n: 1, both: { first: 1, second: 2 } });
  expect(await states.events(executionArn)).toEqual([
    'ExecutionStarted',
    'ParallelStateEntered',
    'ParallelStateStarted',
    'PassStateEntered',
    'PassStateExited',
    'PassStateEntered',
    'PassStateExited',
    'ParallelStateSucceeded',
    'ParallelStateExited',
    'ExecutionSucceeded',
  ]);
});

test('a branch that fails stops the others, and its error can be caught', async () => {
  const machine = await states.machine(
    flow({
      Both: {
        Type: 'Parallel',
        Branches: [
          flow({
            Wait: { Type: 'Wait', Seconds: 5, Next: 'Broken' },
            Broken: { Type: 'Fail', Error: 'Mine' },
          }),
          flow({ Long: { Type: 'Wait', Seconds: 500, End: true } }),
        ],
        Catch: [{ ErrorEquals: ['Mine'], ResultPath: '$.caught', Next: 'After' }],
        Next: 'After',
      },
      After: { Type: 'Pass', End: true },
    }),
  );
  const execution = await states.start(machine, { n: 1 }, 6);
  expect(await states.describe(execution)).toMatchObject({
    status: 'SUCCEEDED',
    output: { n: 1, caught: { Error: 'Mine', Cause: '' } },
  });
  expect(await states.events(execution)).toContain('ParallelStateFailed');
});

const mapOf = (more: object) =>
  flow({
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'at.$': '$$.Map.Item.Index', 'item.$': '$$.Map.Item.Value', 'n.$': '$.n' },
      ItemProcessor: flow({ Hold: { Type: 'Wait', Seconds: 10, End: true } }),
      End: true,
      ...more,
    },
  });

test('a Map state does the same with each item, so many at a time', async () => {
  const machine = await states.machine(mapOf({ MaxConcurrency: 2 }));
  const execution = await states.start(machine, { n: 1, items: ['a', 'b', 'c'] }, 11);
  const begun = (await states.events(execution)).filter((type) => type === 'MapIterationStarted');
  expect(begun).toHaveLength(3);
  expect(await states.describe(execution)).toMatchObject({ status: 'RUNNING' });
  states.sandbox.world.clock.advance(10_000);
  expect(await states.describe(execution)).toMatchObject({
    output: [
      { at: 0, item: 'a', n: 1 },
      { at: 1, item: 'b', n: 1 },
      { at: 2, item: 'c', n: 1 },
    ],
  });
});

test('a Map state of nothing gives nothing, and of no list fails', async () => {
  expect(await states.run(mapOf({}), { n: 1, items: [] })).toMatchObject({ output: [] });
  expect(await states.run(mapOf({}), { n: 1, items: 'no' })).toMatchObject({
    error: 'States.Runtime',
    cause: expect.stringContaining('must point to array'),
  });
});

test('an item that fails is the failure of the whole', async () => {
  const { executionArn, error } = await states.run(
    mapOf({ ItemProcessor: flow({ No: { Type: 'Fail', Error: 'Bad' } }) }),
    { n: 1, items: [1] },
  );
  expect(error).toBe('Bad');
  expect((await states.events(executionArn)).slice(-4)).toEqual([
    'FailStateEntered',
    'MapIterationFailed',
    'MapStateFailed',
    'ExecutionFailed',
  ]);
});

test('an execution that takes too long times out, and what it waited for is over', async () => {
  const machine = await states.machine(
    flow({ Long: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 30 }),
  );
  const execution = await states.start(machine, {}, 31);
  // As recorded, why is not described.
  expect(await states.describe(execution)).toMatchObject({ status: 'TIMED_OUT', error: undefined });
  states.sandbox.world.clock.advance(200_000);
  expect(await states.events(execution)).toEqual([
    'ExecutionStarted',
    'WaitStateEntered',
    'ExecutionTimedOut',
  ]);
});

test('an execution is stopped with an error and a cause, once', async () => {
  const machine = await states.machine(flow({ Long: { Type: 'Wait', Seconds: 100, End: true } }));
  const executionArn = await states.start(machine);
  const { stopDate } = await states.sfn.send(
    new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'seen' }),
  );
  const again = await states.sfn.send(new StopExecutionCommand({ executionArn, error: 'Other' }));
  expect(again.stopDate).toEqual(stopDate);
  expect(await states.describe(executionArn)).toMatchObject({
    status: 'ABORTED',
    error: 'Enough',
    cause: 'seen',
  });
});

test('a machine that never ends is ended by the length of its history', async () => {
  const { executionArn, ...ended } = await states.run(
    flow({
      Round: { Type: 'Pass', Next: 'Again' },
      Again: {
        Type: 'Choice',
        Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }],
        Default: 'Round',
      },
      End: { Type: 'Succeed' },
    }),
  );
  expect(ended).toMatchObject({
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  const { events = [] } = await states.sfn.send(
    new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
  );
  expect(events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
});

test('a result that is too large fails, and no one catches that', async () => {
  const big = 'x'.repeat(100_000);
  const { error } = await states.run(
    flow({
      Big: {
        Type: 'Parallel',
        Branches: [1, 2, 3].map((n) => flow({ [`B${n}`]: { Type: 'Pass', End: true } })),
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Never' }],
        Next: 'Never',
      },
      Never: { Type: 'Pass', End: true },
    }),
    big,
  );
  expect(error).toBe('States.DataLimitExceeded');
});
