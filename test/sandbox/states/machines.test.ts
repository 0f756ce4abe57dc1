import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  SFNClient,
  StartExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox/hooks';
import { payments, security } from '../core/organization-under-test';
import { flow, roleArn, type StatesUnderTest, statesUnderTest } from './states-under-test';

let states: StatesUnderTest;

beforeEach(async () => {
  states = await statesUnderTest();
});
afterEach(() => states.close());

const pass = (Result: unknown) => flow({ Only: { Type: 'Pass', Result, End: true } });
const wait = flow({ Only: { Type: 'Wait', Seconds: 60, End: true } });
const arnOf = (name: string) => `arn:aws:states:us-east-1:${security}:stateMachine:${name}`;

test('a machine is described as it was made, and listed', async () => {
  const stateMachineArn = await states.machine(pass(1), 'mine');
  expect(stateMachineArn).toBe(arnOf('mine'));
  const described = await states.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(described).toMatchObject({
    name: 'mine',
    status: 'ACTIVE',
    definition: JSON.stringify(pass(1)),
    roleArn,
    type: 'STANDARD',
    creationDate: expect.any(Date),
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  });
  await states.machine(pass(1), 'other');
  const first = await states.sfn.send(new ListStateMachinesCommand({ maxResults: 1 }));
  const rest = await states.sfn.send(new ListStateMachinesCommand({ nextToken: first.nextToken }));
  const all = [...(first.stateMachines ?? []), ...(rest.stateMachines ?? [])];
  expect(all.map(({ name }) => name)).toEqual(['mine', 'other']);
});

test('the same machine is made once; another of its name is refused', async () => {
  const definition = JSON.stringify(pass(1));
  const uncreated = `arn:aws:iam::${security}:role/uncreated`;
  const make = (more: object) =>
    states.sfn.send(
      new CreateStateMachineCommand({ name: 'mine', definition, roleArn: uncreated, ...more }),
    );
  const { creationDate } = await make({});
  expect(await make({ roleArn })).toMatchObject({ creationDate });
  await expect(make({ definition: JSON.stringify(pass(2)) })).rejects.toMatchObject({
    name: 'StateMachineAlreadyExists',
    message: `State Machine Already Exists: '${arnOf('mine')}'`,
  });
});

test('an update counts for what starts after it', async () => {
  const stateMachineArn = await states.machine(
    flow({
      Hold: { Type: 'Wait', Seconds: 60, Next: 'Old' },
      Old: { Type: 'Pass', Result: 'old', End: true },
    }),
  );
  const before = await states.start(stateMachineArn);
  const { revisionId } = await states.sfn.send(
    new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(pass('new')) }),
  );
  expect(revisionId).toEqual(expect.any(String));
  const after = await states.start(stateMachineArn, {}, 61);
  expect(await states.describe(before)).toMatchObject({ output: 'old' });
  expect(await states.describe(after)).toMatchObject({ output: 'new' });
  await expect(
    states.sfn.send(new UpdateStateMachineCommand({ stateMachineArn })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

test('a machine that is deleted goes when what runs has come to its next step', async () => {
  const stateMachineArn = await states.machine(wait, 'going');
  const execution = await states.start(stateMachineArn);
  await states.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
  const described = await states.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(described.status).toBe('DELETING');
  await expect(
    states.sfn.send(new StartExecutionCommand({ stateMachineArn })),
  ).rejects.toMatchObject({ name: 'StateMachineDeleting' });
  states.sandbox.world.clock.advance(61_000);
  expect(await states.describe(execution)).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'State machine going has been deleted',
  });
  await expect(
    states.sfn.send(new DescribeStateMachineCommand({ stateMachineArn })),
  ).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
    message: `State Machine Does Not Exist: '${stateMachineArn}'`,
  });
  await states.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
});

test('tags are put on and taken off', async () => {
  const resourceArn = await states.machine(pass(1));
  const [a, b] = [
    { key: 'a', value: '1' },
    { key: 'b', value: '2' },
  ];
  await states.sfn.send(new TagResourceCommand({ resourceArn, tags: [a, b] }));
  await states.sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));
  const { tags } = await states.sfn.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual([b]);
});

test('the role has to be passed, and another account is out of reach', async () => {
  const { world } = states.sandbox;
  const maker = hooks.iam.createUser(world, {
    accountId: security,
    name: 'maker',
    inlinePolicies: {
      own: { Statement: { Effect: 'Allow', Action: 'states:*', Resource: '*' } },
    },
  });
  const key = hooks.iam.createAccessKey(world, maker);
  const client = (credentials: typeof key) =>
    new SFNClient({
      endpoint: states.sandbox.endpoint,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    });
  const definition = JSON.stringify(pass(1));
  await expect(
    client(key).send(new CreateStateMachineCommand({ name: 'mine', definition, roleArn })),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('iam:PassRole'),
  });
  const stateMachineArn = await states.machine(pass(1));
  await expect(
    client(states.sandbox.credentials(payments)).send(
      new StartExecutionCommand({ stateMachineArn }),
    ),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('records hide the definition and what executions work on', async () => {
  const stateMachineArn = await states.machine(pass(1), 'mine');
  await states.start(stateMachineArn, { secret: 1 });
  const records = states.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'record' && entry.record.eventSource === 'states.amazonaws.com'
      ? [entry.record]
      : [],
  );
  expect(records).toMatchObject([
    {
      eventName: 'CreateStateMachine',
      readOnly: false,
      requestParameters: { name: 'mine', definition: 'HIDDEN_DUE_TO_SECURITY_REASONS', roleArn },
      responseElements: { stateMachineArn },
    },
    {
      eventName: 'StartExecution',
      requestParameters: { stateMachineArn, input: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      responseElements: { executionArn: expect.stringContaining(':execution:mine:') },
    },
  ]);
});
