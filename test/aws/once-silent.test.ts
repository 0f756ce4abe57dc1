import {
  CloudTrailClient,
  GetTrailStatusCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterEach, expect, test } from '@jest/globals';
import { classify } from '../../shared/aws/classify';
import { askingOnce, onceSilent } from '../../shared/aws/connection';
import { aTrail } from '../builders/a-trail';
import { json } from './cloudtrail-answers';
import { connection, type Loopback, loopback } from './loopback';

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const Name = aTrail().id;
const timeout = () => Object.assign(new Error('no answer'), { name: 'TimeoutError' });

/** A client that waits less than half a second, of an account that takes calls and never answers. */
async function silentAccount() {
  const asked: string[] = [];
  const server = await loopback((_, request) => {
    asked.push(String(request.headers['x-amz-target']).split('.').at(-1) ?? '');
    return new Promise(() => undefined);
  });
  open.push(server);
  const requestHandler = { requestTimeout: 400, throwOnRequestTimeout: true };
  const client = askingOnce(
    new CloudTrailClient({ ...connection(server.endpoint), requestHandler, maxAttempts: 3 }),
  );
  return { client, asked };
}

test('an account that did not answer one read is sent no other for a moment', async () => {
  const { client, asked } = await silentAccount();
  const read = () => client.send(new GetTrailStatusCommand({ Name })).catch(classify);
  const unanswered = { kind: 'unreachable', code: 'TimeoutError', call: 'unknown' };
  expect(await read()).toEqual(unanswered);
  expect(await read()).toEqual(unanswered);
  expect(asked).toEqual(['GetTrailStatus']);
});

test('a silent account is still sent StartLogging and every other write', async () => {
  const { client, asked } = await silentAccount();
  await client.send(new GetTrailStatusCommand({ Name })).catch(classify);
  await client.send(new StartLoggingCommand({ Name })).catch(classify);
  expect(asked).toEqual(['GetTrailStatus', 'StartLogging', 'StartLogging', 'StartLogging']);
});

test('a silent account is read again after the moment, or after an answer', async () => {
  let at = 0;
  const answers: (() => Promise<string>)[] = [];
  const call = onceSilent({ now: () => at })((_: undefined) => answers.shift()?.() ?? fail(), {
    commandName: 'GetTrailStatusCommand',
  });
  const fail = () => Promise.reject(new Error('asked too often'));
  answers.push(
    () => Promise.reject(timeout()),
    async () => 'answer',
    async () => 'another',
  );
  await expect(call(undefined)).rejects.toThrow('no answer');
  await expect(call(undefined)).rejects.toThrow('not asked again yet');
  at = 4_000;
  expect(await call(undefined)).toBe('answer');
  expect(await call(undefined)).toBe('another');
});

test('an account that answers with an error is not silent', async () => {
  const server = await loopback(() => ({ ...json({}), status: 400 }));
  open.push(server);
  const client = askingOnce(new CloudTrailClient(connection(server.endpoint)));
  const read = () => client.send(new GetTrailStatusCommand({ Name })).catch(classify);
  expect(await read()).toMatchObject({ kind: 'rejected' });
  expect(await read()).toMatchObject({ kind: 'rejected' });
});
