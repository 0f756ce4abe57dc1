import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeDelays } from '../../../services/cli/local/local';
import { exitCode } from '../../../services/cli/terminal/user-error';
import type { Connection } from '../../../shared/aws/connection';
import type { Baseline } from '../../../shared/domain/baseline';
import { type SubjectKind, subjectKey, subjectKinds } from '../../../shared/domain/subject';
import { inProcess } from '../in-process';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process';

const { ok, bad, usage } = exitCode;

let sandbox: SandboxProcess;
let listed: readonly Baseline[];
/** The keys of each account's administrator, with the account's id, by its name. */
let keysOf: ReadonlyMap<string, Connection & { readonly accountId: string }>;
beforeAll(async () => {
  sandbox = await startSandboxProcess(['--accounts', '1']);
  const { endpoint = '', accounts = [] } = await sandbox.line(({ accounts }) => !!accounts);
  const here = { endpoint, region: 'us-east-1' };
  keysOf = new Map(
    accounts.map(({ id, name, credentials }) => [name, { ...here, accountId: id, credentials }]),
  );
  listed = JSON.parse((await trailwarden('baseline', 'list', '--json')).stdout).baselines;
});
// This has no effect on a process that has ended.
afterAll(() => sandbox.kill());

const account = (name: string) => {
  const found = keysOf.get(name);
  if (!found) throw new Error(`There is no account ${name}.`);
  return found;
};

/** With the keys of the security account's administrator, against the sandbox. */
const trailwarden = (...args: readonly string[]) => inProcess(args, account('security'));

/** Every one of a kind, by its ARN; a part of ours by what it is. */
const ofKind = (kind: SubjectKind) =>
  listed.map(({ subject }) => subject).filter((subject) => subject.kind === kind);

const bucketArn = () => ofKind('log-bucket')[0]?.id ?? '';

test('a busy port is one sentence and exit code 2', async () => {
  const { code, stdout, stderr } = await inProcess(['sandbox', '--json', '--port', sandbox.port]);
  expect({ code, stderr }).toEqual({
    code: usage,
    stderr: `Port ${sandbox.port} on 127.0.0.1 is already in use; stop what listens there or choose another port.\n`,
  });
  expect(stdout).not.toContain('endpoint');
});

test('the list has every kind of subject, and each equals its baseline when it is asked for by its ARN alone', async () => {
  const wardens = ['rule', 'event-bus', 'role', 'sqs'].map((part) =>
    ofKind('warden').find(({ id }) => id.includes(`:${part}`)),
  );
  const firsts = subjectKinds
    .filter((kind) => kind !== 'membership') // its Regions are governed only where one is opted in to
    .map((kind) => ofKind(kind)[0]);
  const organization = ofKind('membership').find(({ id }) => id.includes(':organization/'));
  for (const subject of [...firsts, organization, ...wardens]) {
    const id = subject?.id ?? '';
    // A bucket's ARN does not tell whether logs are in it; alone it means one that has some.
    const said = subject?.kind === 'bucket' ? subjectKey(subject) : id;
    expect(await trailwarden('baseline', 'diff', said)).toEqual({
      code: ok,
      stdout: `${id} is as version 1 says.\n`,
      stderr: '',
    });
  }
});

test('a kind in front of the ARN, as the list prints it, means the same', async () => {
  const [key] = ofKind('key');
  const text = key ? subjectKey(key) : '';
  expect((await trailwarden('baseline', 'list')).stdout).toContain(text);
  const { stdout } = await trailwarden('baseline', 'show', text);
  expect(stdout).toContain('version 1');
  expect(stdout).toMatch(/keyState\W+Enabled/);
  expect(stdout).toContain('policy.Statement');
});

test('a planned change of the log bucket is declared, seen in the diff, accepted and in the history', async () => {
  const id = bucketArn();
  const declared = await trailwarden(
    'exempt',
    'add',
    id,
    '--until',
    '1h',
    '--why',
    'CHG-7',
    '--json',
  );
  expect(JSON.parse(declared.stdout)).toMatchObject({
    accountId: account('log-archive').accountId,
    subjectKey: `log-bucket#${id}`,
    guarded: true,
  });
  await retag('platform');

  const diff = await trailwarden('baseline', 'diff', id, '--json');
  expect(diff.code).toBe(bad);
  const { seen, found } = JSON.parse(diff.stdout);
  expect(found).toEqual([{ field: 'tags.owner', now: 'platform' }]);

  const accepted = await trailwarden(
    'baseline',
    'accept',
    id,
    '--seen',
    seen,
    '--why',
    'CHG-7: owner',
  );
  expect(accepted).toMatchObject({ code: ok, stderr: '' });
  expect(accepted.stdout).toContain(`${id} must from now on be what it is: version 2.`);
  const history = await trailwarden('baseline', 'history', id, '--json');
  expect(JSON.parse(history.stdout).versions).toMatchObject([
    { version: 2, subject: { accountId: account('log-archive').accountId }, changed: found },
    { version: 1, changed: [] },
  ]);
  const ended = await trailwarden('exempt', 'end', id);
  expect(ended.stdout).toContain(`${id} is guarded again`);
});

async function retag(owner: string): Promise<void> {
  const s3 = new S3Client({ ...account('log-archive'), forcePathStyle: true });
  const Bucket = bucketArn().split(':::')[1] ?? '';
  const Tagging = { TagSet: [{ Key: 'owner', Value: owner }] };
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
  s3.destroy();
}

test('an unknown bucket must be asked for with its account and Region', async () => {
  const id = 'arn:aws:s3:::nobodys-bucket-111122223333';
  const unplaced = await trailwarden('baseline', 'diff', id);
  expect(unplaced).toEqual({
    code: usage,
    stdout: '',
    stderr: `Neither the ARN nor a baseline says in which account ${id} is; give it with --account.\n`,
  });
  const inArchive = ['--account', account('log-archive').accountId];
  const { stderr } = await trailwarden('baseline', 'diff', id, ...inArchive);
  expect(stderr).toBe(
    `Neither the ARN nor a baseline says in which Region ${id} is; give it with --in.\n`,
  );
  const placed = await trailwarden('baseline', 'diff', id, ...inArchive, '--in', 'us-east-1');
  expect(placed.stderr).toBe(`${id} has no baseline, and there is no such log-bucket.\n`);
});

test('an account that differs from the one in the ARN is refused', async () => {
  const [key] = ofKind('key');
  const { code, stderr } = await trailwarden(
    ...['baseline', 'diff', key?.id ?? '', '--account', '999900001111'],
  );
  expect(code).toBe(usage);
  expect(stderr).toBe(
    `--account 999900001111 is not where the subject is: its ARN says ${key?.accountId}.\n`,
  );
});

test('the plan names subjects of every kind', async () => {
  const { code, stdout } = await trailwarden('plan', '--all');
  expect({ code, stdout: code === ok ? '' : stdout }).toEqual({ code: ok, stdout: '' });
  for (const kind of subjectKinds) expect(stdout).toContain(kind);
  expect(stdout).toContain('role/trailwarden-guard');
  expect(stdout).not.toContain('arn:aws:');
});

test('AWS’s delays are on and printed; with --speed schedules and reminders follow the world’s clock', async () => {
  const fast = await startSandboxProcess(['--accounts', '1', '--speed', '20']);
  try {
    const welcome = await fast.line(({ accounts }) => !!accounts);
    const { speed, deafForMs, rolesSettleMs, accounts = [] } = welcome;
    expect({ speed, deafForMs, rolesSettleMs }).toEqual({
      ...{ speed: 20, deafForMs: 180_000, rolesSettleMs: 10_000 },
    });
    expect(describeDelays({ deafForMs: 180_000, rolesSettleMs: 10_000 }).join()).toMatch(
      /for 180 s after a start.*denied for 10 s/,
    );
    const connectionOf = (wanted: string) => {
      const credentials = accounts.find(({ name }) => name === wanted)?.credentials;
      if (!credentials) throw new Error(`There is no account ${wanted}.`);
      return { endpoint: `http://127.0.0.1:${fast.port}`, region: 'us-east-1', credentials };
    };
    await remindAfter('1m', new SSMClient(connectionOf('security')));
    const cloudtrail = new CloudTrailClient(connectionOf('payments'));
    await cloudtrail.send(new StopLoggingCommand({ Name: 'main' }));
    cloudtrail.destroy();
    const told = (what: RegExp) =>
      fast.line(({ kind, text = '' }) => kind === 'message' && what.test(text));
    await told(/tampered with in payments \(444455556666\)/);
    await told(/Not answered for .*payments \(444455556666\)/);
    // A minute's schedule, three times: no test waits for three minutes.
    const asked = new Set<string>();
    await fast.line(({ kind, functionName, requestId = '' }) => {
      if (kind === 'invocation' && functionName === 'trailwarden-sweeper') asked.add(requestId);
      return asked.size === 3;
    });
  } finally {
    fast.kill();
  }
});

/** Changes one setting as a person does, and keeps the others. */
async function remindAfter(time: string, ssm: SSMClient): Promise<void> {
  const Name = '/trailwarden/notifications';
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name }));
  const changed = { ...JSON.parse(Parameter?.Value ?? ''), reminders: [time] };
  const Value = JSON.stringify(changed);
  await ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));
  ssm.destroy();
}

test('the sandbox gives keys for each account, tells what happens line by line, and ends at Ctrl-C', async () => {
  const drill = await inProcess(['drill', 'stop-logging'], account('payments'));
  expect(drill).toMatchObject({ code: ok, stderr: '' });
  await sandbox.line(({ record }) => record?.eventName === 'StopLogging');
  await sandbox.line(({ kind, line }) => kind === 'log' && line?.includes('"restored"') === true);
  expect(await sandbox.interrupt()).toEqual({ code: ok, stderr: '' });
});
