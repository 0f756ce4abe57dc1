import {
  AddPermissionCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { createRole } from '../../../services/sandbox/iam/roles';
import { invoke } from '../../../services/sandbox/lambda/invoke';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  eventually,
  security,
} from '../events/event-path-under-test';
import { deployFunction, functionArn, queueArn } from './function-under-test';

let path: EventPathUnderTest;
let lambda: LambdaClient;
const FunctionName = 'responder';

beforeEach(async () => {
  path = await eventPathUnderTest();
  lambda = clientOf('admin');
});
afterEach(async () => {
  lambda.destroy();
  await path.sandbox.close();
});

function clientOf(userOrRole: string): LambdaClient {
  return new LambdaClient({
    endpoint: path.sandbox.endpoint,
    region: 'us-east-1',
    credentials: path.sandbox.credentials(security, userOrRole),
    maxAttempts: 1,
  });
}

/** Answers with its version, and prints it with each message. */
const source = (version: string) => `
exports.handler = async (event) => {
  for (const { body } of event.Records ?? []) console.log('${version}: ' + body);
  return '${version}' + (process.env.MODE ?? '');
};`;

const zip = (text: string) => zipSync({ 'services/responder/handler.js': strToU8(text) });
const run = () => invoke(path.sandbox, functionArn, {});
const recordOf = (eventName: string) =>
  path.sandbox.world.feed.entries
    .flatMap((entry) => (entry.kind === 'record' ? [entry.record] : []))
    .filter((record) => record.eventName === eventName)
    .at(-1);
const printed = (line: string) =>
  path.sandbox.world.feed.entries.some((entry) => entry.kind === 'log' && entry.line === line);

async function send(MessageBody: string): Promise<void> {
  const sqs = path.sqs();
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'signals' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  sqs.destroy();
}

test('reserved concurrency 0 stops a function, warm or cold, and removing it lets the function run again', async () => {
  await deployFunction(path, source('one'));
  expect(await run()).toMatchObject({ payload: 'one' });
  const stop = { FunctionName, ReservedConcurrentExecutions: 0 };
  await lambda.send(new PutFunctionConcurrencyCommand(stop));
  expect(await run()).toMatchObject({ errorType: 'TooManyRequestsException' });
  expect(recordOf('PutFunctionConcurrency20171031')).toMatchObject({
    eventSource: 'lambda.amazonaws.com',
    requestParameters: { functionName: FunctionName, reservedConcurrentExecutions: 0 },
    responseElements: { reservedConcurrentExecutions: 0 },
  });
  const { Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName }));
  expect(Concurrency).toEqual({ ReservedConcurrentExecutions: 0 });
  await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionArn }));
  expect(recordOf('DeleteFunctionConcurrency20171031')).toBeDefined();
  const reserved = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  expect(reserved.ReservedConcurrentExecutions).toBeUndefined();
  expect(await run()).toMatchObject({ payload: 'one' });
});

test('new code and settings take effect at the next invocation, and the records hide both', async () => {
  await deployFunction(path, source('one'));
  expect(await run()).toMatchObject({ payload: 'one' });
  const before = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const ZipFile = zip(source('two'));
  const after = await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
  expect(after.CodeSha256).not.toBe(before.CodeSha256);
  expect(await run()).toMatchObject({ payload: 'two' });
  expect(recordOf('UpdateFunctionCode20150331v2')).toMatchObject({
    requestParameters: { functionName: FunctionName },
    responseElements: { codeSha256: after.CodeSha256, environment: {} },
  });
  const Environment = { Variables: { MODE: '-quiet' } };
  await lambda.send(
    new UpdateFunctionConfigurationCommand({ FunctionName, Environment, Timeout: 9 }),
  );
  expect(await run()).toMatchObject({ payload: 'two-quiet' });
  expect(recordOf('UpdateFunctionConfiguration20150331v2')?.requestParameters).toEqual({
    functionName: FunctionName,
    environment: {},
    timeout: 9,
  });
  const now = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  expect(now).toMatchObject({ Timeout: 9, Environment, State: 'Active' });
  expect(now.RevisionId).not.toBe(before.RevisionId);
  const RevisionId = before.RevisionId;
  const stale = lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, RevisionId }));
  await expect(stale).rejects.toMatchObject({ name: 'PreconditionFailedException' });
});

test('a new role needs iam:PassRole, and must trust Lambda', async () => {
  await deployFunction(path, source('one'));
  const { world } = path.sandbox;
  const Statement = { Effect: 'Allow', Action: 'lambda:*', Resource: '*' } as const;
  createRole(world, {
    accountId: security,
    name: 'deployer',
    trustPolicy: { Statement: [] },
    inlinePolicies: { lambda: { Statement } },
  });
  const Role = `arn:aws:iam::${security}:role/deployer`;
  const change = () => new UpdateFunctionConfigurationCommand({ FunctionName, Role });
  await expect(clientOf('deployer').send(change())).rejects.toThrow(
    `iam:PassRole on resource: ${Role}`,
  );
  const said = await lambda.send(change()).catch((error: Error) => error.name);
  expect(said).toBe('InvalidParameterValueException');
  await expect(lambda.send(change())).rejects.toThrow(
    'The role defined for the function cannot be assumed by Lambda.',
  );
});

test('a disabled mapping does not poll, and finds the waiting messages when it is enabled', async () => {
  await deployFunction(path, source('one'));
  const list = () => lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
  const [mapping] = (await list()).EventSourceMappings ?? [];
  expect(mapping).toMatchObject({
    EventSourceArn: queueArn,
    FunctionArn: functionArn,
    State: 'Enabled',
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  const UUID = mapping?.UUID;
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  expect(recordOf('UpdateEventSourceMapping20150331')).toMatchObject({
    requestParameters: { uUID: UUID, enabled: false },
    responseElements: { uUID: UUID, state: 'Disabled' },
  });
  await send('waits');
  expect(await run()).toMatchObject({ payload: 'one' });
  expect(printed('one: waits')).toBe(false);
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  await eventually('the message is taken', () => (printed('one: waits') ? true : undefined));
  await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  expect((await list()).EventSourceMappings).toEqual([]);
  expect(recordOf('DeleteEventSourceMapping20150331')).toBeDefined();
});

test('permissions are added to the policy and removed from it', async () => {
  await deployFunction(path, source('one'));
  const StatementId = 'schedule';
  const SourceArn = `arn:aws:events:us-east-1:${security}:rule/sweep`;
  const added = {
    FunctionName,
    StatementId,
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn,
  };
  await lambda.send(new AddPermissionCommand(added));
  const again = lambda.send(new AddPermissionCommand(added));
  await expect(again).rejects.toMatchObject({ name: 'ResourceConflictException' });
  const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
  expect(JSON.parse(Policy).Statement).toEqual([
    {
      Sid: StatementId,
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: functionArn,
      Condition: { ArnLike: { 'AWS:SourceArn': SourceArn } },
    },
  ]);
  await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId }));
  expect(recordOf('RemovePermission20150331v2')?.requestParameters).toEqual({
    functionName: FunctionName,
    statementId: StatementId,
  });
  await expect(lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a deleted function is gone, and a caller without the permission is refused', async () => {
  await deployFunction(path, source('one'));
  const remove = new DeleteFunctionCommand({ FunctionName });
  await expect(clientOf('responder').send(remove)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`lambda:DeleteFunction on resource: ${functionArn}`),
  });
  expect(recordOf('DeleteFunction20150331')).toMatchObject({ requestParameters: null });
  await lambda.send(new DeleteFunctionCommand({ FunctionName }));
  await expect(lambda.send(new GetFunctionCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `Function not found: ${functionArn}`,
  });
});
