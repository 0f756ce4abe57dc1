import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exitCode } from '../../services/cli/user-error';
import { runCli } from './run-cli';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process';

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await startSandboxProcess(['--accounts', '1']);
});
// Nothing happens to one that has ended.
afterAll(() => sandbox.kill());

test('a port that is taken is one sentence and exit code 2', async () => {
  await sandbox.line(({ endpoint }) => endpoint !== undefined);
  const { code, stdout, stderr } = await runCli(['sandbox', '--json', '--port', sandbox.port]);
  expect({ code, stderr }).toEqual({
    code: exitCode.usage,
    stderr: `Port ${sandbox.port} on 127.0.0.1 is already in use; stop what listens there or choose another port.\n`,
  });
  expect(stdout).not.toContain('endpoint');
});

test('the sandbox gives keys for each account, tells what happens line by line, and ends at Ctrl-C', async () => {
  const { endpoint = '', accounts = [] } = await sandbox.line(({ accounts }) => !!accounts);
  const credentials = accounts.at(-1)?.credentials;
  const keys = { region: 'us-east-1', ...(credentials && { credentials }) };
  const drill = await runCli(['drill', 'stop-logging', '--endpoint', endpoint], keys);
  expect(drill).toMatchObject({ code: exitCode.ok, stderr: '' });
  await sandbox.line(({ record }) => record?.eventName === 'StopLogging');
  await sandbox.line(({ kind, line }) => kind === 'log' && line?.includes('"restored"') === true);
  expect(await sandbox.interrupt()).toEqual({ code: exitCode.ok, stderr: '' });
});
