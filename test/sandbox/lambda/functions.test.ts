import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { killEnvironments } from '../../../services/sandbox/lambda/end-environments';
import { invoke } from '../../../services/sandbox/lambda/invoke';
import { lambdaOf } from '../../../services/sandbox/lambda/state';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  eventually,
  security,
} from '../events/event-path-under-test';
import { deployFunction, functionArn } from './function-under-test';

let path: EventPathUnderTest;

beforeEach(async () => {
  path = await eventPathUnderTest();
});

afterEach(async () => {
  await path.sandbox.close();
});

function lines(): readonly string[] {
  return path.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'log' ? [entry.line] : [],
  );
}

test('a function sees its own variables and role, and no variable of the machine', async () => {
  await deployFunction(
    path,
    'exports.handler = async () => ({ env: process.env, cwd: process.cwd() })',
  );
  const result = await invoke(path.sandbox, functionArn, {});
  expect(result).toMatchObject({
    kind: 'succeeded',
    payload: {
      env: {
        AWS_ENDPOINT_URL: path.sandbox.endpoint,
        AWS_LAMBDA_FUNCTION_NAME: 'responder',
        AWS_REGION: 'us-east-1',
        TABLE: 'incidents',
        _HANDLER: 'services/responder/handler.handler',
      },
    },
  });
  expect(JSON.stringify(result)).not.toContain('JEST_WORKER_ID');
});

test('an invocation says what processor and memory its process took', async () => {
  await deployFunction(path, 'exports.handler = async () => 1;');
  await invoke(path.sandbox, functionArn, {});
  await invoke(path.sandbox, functionArn, {});
  const usages = path.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'invocation' && entry.phase === 'succeeded' ? [entry.usage] : [],
  );
  expect(usages).toEqual([
    { cpuMilliseconds: expect.any(Number), peakKilobytes: expect.any(Number) },
    { cpuMilliseconds: expect.any(Number), peakKilobytes: expect.any(Number) },
  ]);
  // The first has started the process as well, which takes tens of megabytes.
  expect(usages[0]?.peakKilobytes).toBeGreaterThan(10_000);
  expect(usages[1]?.cpuMilliseconds).toBeLessThan(usages[0]?.cpuMilliseconds ?? 0);
});

test('a warm environment keeps its state, and a killed one starts cold', async () => {
  await deployFunction(path, 'let calls = 0; exports.handler = async () => ++calls;');
  const call = () => invoke(path.sandbox, functionArn, {});
  expect(await call()).toEqual({ kind: 'succeeded', payload: 1 });
  expect(await call()).toEqual({ kind: 'succeeded', payload: 2 });
  killEnvironments(path.sandbox, functionArn);
  expect(await call()).toEqual({ kind: 'succeeded', payload: 1 });
  const starts = path.sandbox.world.feed.entries.filter(
    (entry) => entry.kind === 'invocation' && entry.detail?.startsWith('cold start, init '),
  );
  expect(starts).toHaveLength(2);
});

test('a thrown error and an error at start are returned with their type', async () => {
  await deployFunction(path, 'exports.handler = async () => { throw new TypeError("no trail"); };');
  expect(await invoke(path.sandbox, functionArn, {})).toEqual({
    kind: 'failed',
    errorType: 'TypeError',
    errorMessage: 'no trail',
  });
});

test('a handler that is not exported fails the start', async () => {
  await deployFunction(path, 'exports.other = async () => 1;');
  expect(await invoke(path.sandbox, functionArn, {})).toMatchObject({
    kind: 'failed',
    errorType: 'Runtime.HandlerNotFound',
  });
});

test('a function that takes too long is killed', async () => {
  const hang = 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));';
  await deployFunction(path, hang, { properties: { Timeout: 1 } });
  expect(await invoke(path.sandbox, functionArn, {})).toMatchObject({
    kind: 'failed',
    errorType: 'Sandbox.Timedout',
    errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
  });
});

test('a process killed in the middle of an invocation fails it', async () => {
  const hang =
    'exports.handler = () => { console.log("at work"); return new Promise(() => setTimeout(() => {}, 60_000)); };';
  await deployFunction(path, hang);
  const invocation = invoke(path.sandbox, functionArn, {});
  await eventually('the function works', () => lines().find((line) => line === 'at work'));
  killEnvironments(path.sandbox, functionArn);
  expect(await invocation).toMatchObject({ kind: 'failed', errorType: 'Runtime.ExitError' });
});

test('a role that does not trust Lambda is refused', async () => {
  const properties = { Role: `arn:aws:iam::${security}:role/Developer` };
  await expect(deployFunction(path, '', { properties })).rejects.toThrow(
    'The role defined for the function cannot be assumed by Lambda.',
  );
});

test('no process and no unpacked code outlives the sandbox', async () => {
  await deployFunction(path, 'exports.handler = async () => process.pid;');
  const result = await invoke(path.sandbox, functionArn, {});
  const folder = lambdaOf(path.sandbox.world).functions.get(functionArn)?.code.folder ?? '';
  await path.sandbox.close();
  const pid = result.kind === 'succeeded' ? Number(result.payload) : 0;
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(await readdir(tmpdir())).not.toContain(folder.split('/').at(-1));
  path = await eventPathUnderTest();
});

test('a waiting environment does not count towards the account’s concurrency', async () => {
  const other = `${functionArn}-other`;
  await deployFunction(path, 'exports.handler = async () => "done";', { twin: 'responder-other' });
  lambdaOf(path.sandbox.world).accountConcurrency = 1;
  expect(await invoke(path.sandbox, functionArn, {})).toMatchObject({ kind: 'succeeded' });
  expect(await invoke(path.sandbox, other, {})).toMatchObject({ kind: 'succeeded' });
});

test('a warm environment is replaced before its keys expire by the world’s clock', async () => {
  await deployFunction(path, 'let calls = 0; exports.handler = async () => ++calls;');
  const call = () => invoke(path.sandbox, functionArn, {});
  const { clock } = path.sandbox.world;
  expect(await call()).toEqual({ kind: 'succeeded', payload: 1 });
  clock.advance(5 * 3_600_000);
  expect(await call()).toEqual({ kind: 'succeeded', payload: 2 });
  clock.advance(2 * 3_600_000);
  expect(await call()).toEqual({ kind: 'succeeded', payload: 1 });
});
