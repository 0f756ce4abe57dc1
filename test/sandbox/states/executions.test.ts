import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox/hooks';
import { security } from '../core/organization-under-test';
import { flow, roleArn, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;

beforeAll(async () => {
  states = await statesUnderTest();
});
afterAll(() => states.close());

const wait = flow({ Only: { Type: 'Wait', Seconds: 60, End: true } });
const start = (stateMachineArn: string, name: string, input: string) =>
  states.sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));

test('a name is one execution: while it runs, after it, and for ninety days', async () => {
  const machine = await states.machine(wait, 'once');
  const { executionArn, startDate } = await start(machine, 'inc-1', '{}');
  expect(executionArn).toBe(`arn:aws:states:us-east-1:${security}:execution:once:inc-1`);
  expect(await start(machine, 'inc-1', '{}')).toMatchObject({ executionArn, startDate });
  const exists = {
    name: 'ExecutionAlreadyExists',
    message: `Execution Already Exists: '${executionArn}'`,
  };
  await expect(start(machine, 'inc-1', '{"a":1}')).rejects.toMatchObject(exists);
  await states.sfn.send(new StopExecutionCommand({ executionArn }));
  await expect(start(machine, 'inc-1', '{}')).rejects.toMatchObject(exists);
  states.sandbox.world.clock.advance(91 * 24 * 3_600_000);
  expect(await start(machine, 'inc-1', '{}')).not.toMatchObject({ startDate });
});

test('a start is refused with a bad name or input, of no machine, and by no ARN', async () => {
  const machine = await states.machine(wait);
  await expect(start(machine, 'a b', '{}')).rejects.toMatchObject({
    name: 'InvalidName',
    message: "Invalid Name: 'a b'",
  });
  await expect(start(machine, 'ab', '{')).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
  await expect(start(`${machine}x`, 'ab', '{}')).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  });
  await expect(start('nothing', 'ab', '{}')).rejects.toMatchObject({ name: 'InvalidArn' });
  const executionArn = `${machine.replace('stateMachine', 'execution')}:none`;
  await expect(
    states.sfn.send(new DescribeExecutionCommand({ executionArn })),
  ).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
    message: `Execution Does Not Exist: '${executionArn}'`,
  });
});

test('an execution is described, listed by how it stands, and told event by event', async () => {
  const stateMachineArn = await states.machine(
    flow({ Only: { Type: 'Pass', Parameters: { 'b.$': '$.a' }, End: true } }),
  );
  const { executionArn = '' } = await start(stateMachineArn, 'done', '{ "a": 1 }');
  await hooks.states.executionEnded(states.sandbox.world, executionArn);
  expect(await states.sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    stateMachineArn,
    name: 'done',
    status: 'SUCCEEDED',
    input: '{ "a": 1 }',
    inputDetails: { included: true },
    output: '{"b":1}',
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  });
  const list = async (statusFilter: 'RUNNING' | 'SUCCEEDED') => {
    const listed = await states.sfn.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter }),
    );
    return (listed.executions ?? []).map(({ name }) => name);
  };
  expect([await list('RUNNING'), await list('SUCCEEDED')]).toEqual([[], ['done']]);
  const history = await states.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(history.events).toMatchObject([
    {
      id: 1,
      previousEventId: 0,
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input: '{ "a": 1 }', roleArn },
    },
    {
      id: 2,
      previousEventId: 0,
      type: 'PassStateEntered',
      stateEnteredEventDetails: {
        name: 'Only',
        input: '{"a":1}',
        inputDetails: { truncated: false },
      },
    },
    {
      id: 3,
      previousEventId: 2,
      type: 'PassStateExited',
      stateExitedEventDetails: { name: 'Only', output: '{"b":1}' },
    },
    {
      id: 4,
      previousEventId: 3,
      type: 'ExecutionSucceeded',
      executionSucceededEventDetails: { output: '{"b":1}' },
    },
  ]);
  const bare = await states.sfn.send(
    new GetExecutionHistoryCommand({
      executionArn,
      includeExecutionData: false,
      reverseOrder: true,
      maxResults: 2,
    }),
  );
  expect(bare.events?.map(({ id }) => id)).toEqual([4, 3]);
  expect(JSON.stringify(bare.events)).not.toContain('output');
  expect(bare.nextToken).toEqual(expect.any(String));
});
