import { PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { guardedIn } from '../../services/cli/local/drill-subject';
import { type Local, startLocal } from '../../services/cli/local/local';
import { exitCode } from '../../services/cli/user-error';
import type { Baseline } from '../../shared/domain/baseline';
import { type SubjectKind, subjectKey, subjectKinds } from '../../shared/domain/subject';
import { inProcess } from './in-process';

const { ok, bad, usage } = exitCode;

let local: Local;
let listed: readonly Baseline[];
beforeAll(async () => {
  local = await startLocal({ accounts: 1 });
  listed = JSON.parse((await trailwarden('baseline', 'list', '--json')).stdout);
});
afterAll(() => local.close());

/** With the keys of the security account's administrator, against the sandbox. */
const trailwarden = (...args: readonly string[]) =>
  inProcess(args, local.administrator(local.organization.securityAccountId));

/** Every one of a kind, by its ARN; a part of ours by what it is. */
const ofKind = (kind: SubjectKind) =>
  listed.map(({ subject }) => subject).filter((subject) => subject.kind === kind);

const bucketArn = () => `arn:aws:s3:::${guardedIn(local).buckets[0]}`;

test('what is listed has every kind, and each is as its baseline says, by its ARN alone', async () => {
  const wardens = ['rule', 'event-bus', 'role', 'sqs'].map((part) =>
    ofKind('warden').find(({ id }) => id.includes(`:${part}`)),
  );
  const firsts = subjectKinds
    .filter((kind) => kind !== 'membership') // its Regions are governed only where one is opted in to
    .map((kind) => ofKind(kind)[0]);
  const organization = ofKind('membership').find(({ id }) => id.includes(':organization/'));
  for (const subject of [...firsts, organization, ...wardens]) {
    const id = subject?.id ?? '';
    expect(await trailwarden('baseline', 'diff', id)).toEqual({
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

test('a planned change of the log bucket is declared, seen, accepted and put down in its history', async () => {
  const id = bucketArn();
  const { logArchiveAccountId } = local.organization;
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
    accountId: logArchiveAccountId,
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
  expect(JSON.parse(history.stdout)).toMatchObject([
    { version: 2, subject: { accountId: logArchiveAccountId }, changed: found },
    { version: 1, changed: [] },
  ]);
  const ended = await trailwarden('exempt', 'end', id);
  expect(ended.stdout).toContain(`${id} is guarded again`);
});

async function retag(owner: string): Promise<void> {
  const s3 = new S3Client({
    ...local.administrator(local.organization.logArchiveAccountId),
    forcePathStyle: true,
  });
  const Bucket = bucketArn().split(':::')[1] ?? '';
  const Tagging = { TagSet: [{ Key: 'owner', Value: owner }] };
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
  s3.destroy();
}

test('a bucket of which nothing says where it is, is asked for with its account and Region', async () => {
  const id = 'arn:aws:s3:::nobodys-bucket-111122223333';
  const unplaced = await trailwarden('baseline', 'diff', id);
  expect(unplaced).toEqual({
    code: usage,
    stdout: '',
    stderr: `Neither the ARN nor a baseline says in which account ${id} is; say it with --account.\n`,
  });
  const account = ['--account', local.organization.logArchiveAccountId];
  const { stderr } = await trailwarden('baseline', 'diff', id, ...account);
  expect(stderr).toBe(
    `Neither the ARN nor a baseline says in which Region ${id} is; say it with --in.\n`,
  );
  const placed = await trailwarden('baseline', 'diff', id, ...account, '--in', 'us-east-1');
  expect(placed.stderr).toBe(`${id} has no baseline, and there is no such log-bucket.\n`);
});

test('an account that is not the one of the ARN is refused', async () => {
  const [key] = ofKind('key');
  const { code, stderr } = await trailwarden(
    ...['baseline', 'diff', key?.id ?? '', '--account', '999900001111'],
  );
  expect(code).toBe(usage);
  expect(stderr).toBe(
    `--account 999900001111 is not where the subject is: its ARN says ${key?.accountId}.\n`,
  );
});

test('the plan names each of whichever kind', async () => {
  const { code, stdout } = await trailwarden('plan');
  expect({ code, stdout: code === ok ? '' : stdout }).toEqual({ code: ok, stdout: '' });
  for (const kind of subjectKinds) expect(stdout).toContain(kind);
  expect(stdout).toContain('role/trailwarden-guard');
  expect(stdout).not.toContain('arn:aws:');
});
