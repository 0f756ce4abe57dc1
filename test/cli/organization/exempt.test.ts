import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { program } from '../../../services/cli/main';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { becomeKeeper } from '../../../shared/aws/become-named';
import { accountKey, baselineKey, incidentKey, openTable } from '../../../shared/aws/table/table';
import type { Exemption } from '../../../shared/domain/exemption';
import { subjectKey } from '../../../shared/domain/subject';
import { declareExemption } from '../../stories/declare-exemption';
import { stop } from '../../stories/people';
import { Scene, type Trail } from '../../stories/scene';
import { inProcess } from '../in-process';
import { runCli } from '../run-cli';

const { ok, usage, unreachable } = exitCode;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(9);
});
afterAll(() => scene.close());

const keys = () => scene.local.administrator(scene.local.organization.securityAccountId);

/** With the keys of the security account's administrator, against the sandbox. */
const exempt = (...args: readonly string[]) => inProcess(['exempt', ...args], keys());

const why = ['--why', 'CHG-1042: the bucket moves'];

async function declared(text: string, until = '4h'): Promise<Exemption> {
  const { stdout } = await exempt('add', text, '--until', until, ...why, '--json');
  return JSON.parse(stdout);
}

const listed = async (accountId: string, ...more: readonly string[]) =>
  JSON.parse((await exempt('list', '--account', accountId, '--json', ...more)).stdout).exemptions;

/** A running responder keeps its memory for a minute. A new one reads the table at once. */
async function stopAndLook(trail: Trail): Promise<boolean> {
  scene.killResponder();
  await stop(scene, trail);
  await scene.quiet();
  return scene.isLogging(trail);
}

test('a declared change is left alone until it is ended, and then put back', async () => {
  const trail = scene.newTrail();
  const added = await exempt('add', trail.id, '--until', '4h', ...why);
  expect(added).toMatchObject({ code: ok, stderr: '' });
  expect(added.stdout).toContain(`nothing is put back on ${trail.id}`);
  expect(added.stdout).toContain('within a minute from now');
  expect(await stopAndLook(trail)).toBe(false);
  const plan = await inProcess(['plan', '--account', trail.accountId], keys());
  expect(plan.code).toBe(ok);
  expect(plan.stdout).toMatch(/nothing: exempt until \S+Z, differs: Trail \S+ is stopped\./);

  const [{ id }] = await listed(trail.accountId);
  const ended = await exempt('end', id);
  expect(ended.stdout).toBe(
    `${id} is over: ${trail.id} is guarded again, and looked at, a minute from now.\n`,
  );
  scene.killResponder();
  await scene.check(trail);
  expect(await scene.isLogging(trail)).toBe(true);
});

test('logins on one machine are declared, which has no baseline', async () => {
  const [accountId = ''] = scene.local.organization.memberAccountIds;
  const arn = `arn:aws:ec2:us-east-1:${accountId}:instance/i-0123456789abcdef0`;
  const added = await exempt('add', arn, '--until', '4h', ...why);
  expect(added).toMatchObject({ code: ok, stderr: '' });
  expect(added.stdout).toContain(`logins are expected on ${arn}`);
  const all: readonly Exemption[] = await listed(accountId);
  const mine = all.find(({ subjectKey: key }) => key === `instance#${arn}`);
  expect(mine).toMatchObject({ accountId });
  await exempt('end', String(mine?.id));
});

test('an end in another zone is printed in UTC', async () => {
  const trail = scene.newTrail();
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  // Two hours from now, as a clock in Bangalore shows it.
  const there = `${inHours(2 + 5.5).slice(0, 16)}:00+05:30`;
  const { code, stdout } = await exempt('add', trail.id, '--until', there, ...why);
  expect(code).toBe(ok);
  expect(stdout).toContain(`until ${new Date(there).toISOString()}; in force`);
  await exempt('end', trail.id);
});

test('a change declared for an account covers every trail in it', async () => {
  const trail = scene.newTrail();
  const { id } = await declared(trail.accountId);
  expect(await stopAndLook(trail)).toBe(false);
  const { stdout } = await exempt('end', trail.accountId);
  expect(stdout).toContain(`${id} is over: everything in ${trail.accountId} is guarded`);
});

test('the list keeps who declared and who ended an exemption, with those in force first', async () => {
  const trail = scene.newTrail();
  const early = await declared(trail.id, '5h');
  await exempt('end', trail.id);
  const late = await declared(trail.id, '1h');
  const by = `arn:aws:iam::${scene.local.organization.securityAccountId}:user/admin`;
  const accountName = scene.nameOf(trail.accountId);
  expect(await listed(trail.accountId)).toEqual([
    {
      ...late,
      format: undefined,
      guarded: undefined,
      inForce: true,
      accountName,
      from: expect.any(String),
    },
    {
      id: early.id,
      accountId: trail.accountId,
      subjectKey: subjectKey(trail),
      why: 'CHG-1042: the bucket moves',
      by,
      declaredAt: early.declaredAt,
      until: expect.any(String),
      ended: { at: expect.any(String), by },
      inForce: false,
      accountName,
      from: expect.any(String),
    },
  ]);
  const people = await exempt('list', '--account', trail.accountId);
  expect(people.stdout).toContain(`${accountName} (${trail.accountId})`);
  expect(await listed(trail.accountId, '--in-force')).toMatchObject([{ id: late.id }]);
});

test('an exemption that was written into the table by hand is listed and ended as forged', async () => {
  const trail = scene.newTrail();
  await declareExemption(scene, trail, new Date(Date.now() + 3_600_000), { isSealed: false });
  const list = () => exempt('list', '--account', trail.accountId, '--json');
  const { code, stdout } = await list();
  expect(code).toBe(exitCode.bad);
  expect(JSON.parse(stdout).exemptions).toMatchObject([
    { id: 'ex-1', inForce: false, forged: 'it carries no seal' },
  ]);
  expect((await exempt('end', trail.id)).code).toBe(ok);
  expect(JSON.parse((await list()).stdout).exemptions).toMatchObject([
    { forged: 'it carries no seal' },
  ]);
});

test('a mistyped trail is refused with the name of the nearest; a trail that does not exist yet can be exempted', async () => {
  const { id, accountId } = scene.newTrail();
  const mistyped = id.replace(/main$/, 'mian');
  const add = ['add', mistyped, '--until', '1h', ...why];
  expect(await exempt(...add)).toEqual({
    code: usage,
    stdout: '',
    stderr: `${mistyped} has no baseline, so nothing guards it. Did you mean ${id}? If you are about to make it, add --new.\n`,
  });
  expect(await listed(accountId)).toEqual([]);
  const { code, stdout } = await exempt(...add, '--new');
  expect(code).toBe(ok);
  expect(stdout).toContain('There is no baseline of it yet');
});

test.each(['999999999999', 'arn:aws:cloudtrail:us-east-1:999999999999:trail/main'])(
  '%s is in no account of the organization, and is not exempted',
  async (stranger) => {
    expect(await exempt('add', stranger, '--until', '1h', ...why)).toEqual({
      code: usage,
      stdout: '',
      stderr: '999999999999 is no account of this organization.\n',
    });
  },
);

test('ending one of two exemptions says that the other is still in force', async () => {
  const trail = scene.newTrail();
  const [one, other] = [await declared(trail.id), await declared(trail.id, '5h')];
  const whole = await declared(trail.accountId);
  const end = async (id: string) => (await exempt('end', id)).stdout;
  const byWhole = `${whole.id} (everything in ${trail.accountId}, until ${whole.until})`;
  expect(await end(one.id)).toBe(
    `${one.id} is over, and ${trail.id} is still exempt by ${other.id} (${trail.id}, until ${other.until}), ${byWhole}.\n`,
  );
  expect(await end(whole.id)).toBe(
    `${whole.id} is over: everything in ${trail.accountId} is guarded again, and looked at, a minute from now, but for what is still exempt by ${other.id} (${trail.id}, until ${other.until}).\n`,
  );
  expect(await end(other.id)).toContain(`${trail.id} is guarded again`);
});

test('the list has the beginning of each exemption', async () => {
  const trail = scene.newTrail();
  const { declaredAt } = await declared(trail.id);
  const from = new Date(Date.parse(declaredAt) + 61_000).toISOString();
  expect(await listed(trail.accountId)).toMatchObject([{ from }]);
  const { stdout } = await exempt('list', '--account', trail.accountId);
  expect(stdout).toContain('within a minute');
  expect(stdout).toContain(from.slice(0, 19));
});

test.each([
  ['add main --until 1h --why planned', 'The subject must be an ARN'],
  ['add 111122223333 --until never --why planned', '--until "never" is not a time: write 24h'],
  ['add 111122223333 --until 30d --why planned', 'is more than 7 days ahead; add --long'],
  [
    'add 111122223333 --until 1h --why -',
    '--why must say it in words or name a ticket, with two letters in a row at least, not "-".',
  ],
  ['end ex-1', '"ex-1" is neither an exemption'],
])('"exempt %s" is refused before any call', async (line, sentence) => {
  const refused = program().parseAsync(['exempt', ...line.split(' ')], { from: 'user' });
  await expect(refused).rejects.toThrow(sentence);
});

test('an exemption must have an end', async () => {
  const { code, stdout, stderr } = await runCli(['exempt', 'add', '111122223333', ...why], keys());
  expect({ code, stdout }).toEqual({ code: usage, stdout: '' });
  expect(stderr).toBe('trailwarden exempt add needs --until <time>.\n');
});

test('ending an exemption that is not in force is one sentence and exit code 2', async () => {
  expect(await exempt('end', 'ex-111122223333-00000000')).toEqual({
    code: usage,
    stdout: '',
    stderr:
      'No exemption in force is ex-111122223333-00000000; "trailwarden exempt list" shows all that are.\n',
  });
});

test('a caller who may not assume the keeper role cannot declare an exemption', async () => {
  const { accountId } = scene.newTrail();
  const add = ['exempt', 'add', accountId, '--until', '1h', ...why];
  const { code, stdout, stderr } = await inProcess(
    add,
    scene.local.administrator(accountId), // of a member, where there is no such role
  );
  expect({ code, stdout }).toEqual({ code: unreachable, stdout: '' });
  expect(stderr).toMatch(/^The call was denied \(AccessDenied\): .*trailwarden-baseline-keeper/);
  expect(await listed(accountId)).toEqual([]);
});

test('the keeper can write baselines and exemptions, and cannot write an incident', async () => {
  const { connection } = await becomeKeeper(keys());
  const { client } = openTable(scene.local.tableName, connection);
  const write = ({ pk, sk }: { readonly pk: string; readonly sk: string }) =>
    client.send(
      new UpdateItemCommand({
        TableName: scene.local.tableName,
        Key: { pk: { S: pk }, sk: { S: sk } },
      }),
    );
  const written = await write({ pk: accountKey('999900001111'), sk: baselineKey('trail#x') });
  expect(written.$metadata.httpStatusCode).toBe(200);
  await expect(write(incidentKey('inc-20261121t200000-000000'))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('dynamodb:UpdateItem'),
  });
  client.destroy();
});
