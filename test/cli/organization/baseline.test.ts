import {
  AddTagsCommand,
  DeleteTrailCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { program } from '../../../services/cli/main';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { hooks } from '../../../services/sandbox';
import { becomeKeeper } from '../../../shared/aws/become-named';
import { credentialsFrom } from '../../../shared/aws/member-access';
import type { Baseline } from '../../../shared/domain/baseline';
import { startUnheard, stopUnheard } from '../../stories/people';
import { Scene, type Trail } from '../../stories/scene';
import { inProcess } from '../in-process';

const { ok, bad, unreachable } = exitCode;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(11);
});
afterAll(() => scene.close());

const keys = () => scene.local.administrator(scene.local.organization.securityAccountId);

/** With the keys of the security account's administrator, against the sandbox. */
const baseline = (...args: readonly string[]) => inProcess(['baseline', ...args], keys());

const accept = (trail: Trail, ...more: readonly string[]) =>
  baseline('accept', trail.id, '--why', 'CHG-1042: a new owner', ...more);

const history = async (trail: Trail): Promise<readonly Baseline[]> =>
  JSON.parse((await baseline('history', trail.id, '--json')).stdout).versions;

/** A planned change: declared, so that the warden leaves it alone, then made by the account's people. */
async function changeOwner(trail: Trail): Promise<void> {
  await inProcess(['exempt', 'add', trail.id, '--until', '1h', '--why', 'CHG-1042'], keys());
  scene.killResponder();
  const TagsList = [{ Key: 'owner', Value: 'platform' }];
  await scene.administrator(trail).send(new AddTagsCommand({ ResourceId: trail.id, TagsList }));
}

test('every trail of the organization has its first baseline, and says since when and why', async () => {
  const { code, stdout } = await baseline('list', '--json');
  expect(code).toBe(ok);
  const listed: readonly Baseline[] = JSON.parse(stdout).baselines;
  const { accountId } = scene.newTrail();
  expect(new Set(listed.map(({ version }) => version))).toEqual(new Set([1]));
  expect(listed.map(({ subject }) => subject.accountId)).toContain(accountId);
  const people = await baseline('list', '--account', accountId);
  expect(people.stdout).toContain(`${scene.nameOf(accountId)} (${accountId})`);
  expect(listed).toContainEqual(expect.objectContaining({ accountName: scene.nameOf(accountId) }));
});

test('a planned change is seen in the diff, accepted as the next version, and left alone', async () => {
  const trail = scene.newTrail();
  const same = await baseline('diff', trail.id);
  expect(same).toMatchObject({ code: ok, stdout: `${trail.id} is as version 1 says.\n` });

  await changeOwner(trail);
  const diff = await baseline('diff', trail.id, '--json');
  const { seen, found } = JSON.parse(diff.stdout);
  expect(diff.code).toBe(bad);
  expect(found).toEqual([{ field: 'tags.owner', baseline: 'security', now: 'platform' }]);

  const stale = await accept(trail, '--seen', '000000000000');
  expect(stale).toMatchObject({ code: bad, stdout: '' });
  expect(stale.stderr).toContain('was not accepted: it is no longer what was seen');

  const accepted = await accept(trail, '--seen', seen);
  expect(accepted).toMatchObject({ code: ok, stderr: '' });
  expect(accepted.stdout).toContain('must from now on be what it is: version 2');
  expect(accepted.stdout).toContain('tags.owner');

  expect(await history(trail)).toMatchObject([
    {
      version: 2,
      capturedBy: `arn:aws:iam::${scene.local.organization.securityAccountId}:user/admin`,
      why: 'CHG-1042: a new owner',
      changed: found,
    },
    { version: 1, changed: [] },
  ]);
  expect((await baseline('show', trail.id)).stdout).toContain('version 2');
  const first = await baseline('show', trail.id, '--version', '1', '--json');
  expect(JSON.parse(first.stdout)).toMatchObject({ version: 1 });

  expect((await accept(trail)).stdout).toContain('Nothing to accept');
  scene.killResponder();
  await scene.check(trail);
  expect(await scene.incidentsOn(trail)).toEqual([]);
});

test('plan, diff and incident name the same field of what differs and is no weaker', async () => {
  const trail = scene.newTrail();
  const TagsList = [{ Key: 'added', Value: 'since' }];
  await scene.administrator(trail).send(new AddTagsCommand({ ResourceId: trail.id, TagsList }));
  await scene.check(trail);
  const [wider] = await scene.incidentsOn(trail);
  expect(wider?.sentence).toMatch(/differs in tags.added, and nothing of that is weaker/);

  const { found } = JSON.parse((await baseline('diff', trail.id, '--json')).stdout);
  const fields = found.map(({ field }: { readonly field: string }) => field);
  expect(fields).toEqual(['tags.added']);

  const plan = await inProcess(['plan', '--account', trail.accountId, '--json'], keys());
  expect(JSON.parse(plan.stdout).subjects).toContainEqual(
    expect.objectContaining({ subject: trail.id, left: fields }),
  );
  expect(plan.code).toBe(ok);

  stopUnheard(scene, trail);
  await scene.check(trail);
  const [incident] = await scene.incidentsOn(trail);
  const shown = await inProcess(['incidents', 'show', incident?.id ?? ''], keys());
  expect(shown.stdout).toMatch(/differs in tags.added, and nothing of that is weaker/);
});

test('a trail below the floor is accepted only with a text of what is not guarded', async () => {
  const trail = scene.newTrail();
  stopUnheard(scene, trail);
  const refused = await accept(trail);
  expect(refused).toEqual({
    code: bad,
    stdout: '',
    stderr: `${trail.id} was not accepted: it is not logging; if you mean that, say with --below-floor what will then be unguarded.\n`,
  });
  expect(await history(trail)).toHaveLength(1);

  const accepted = await accept(trail, '--below-floor', 'this lab records nothing', '--json');
  expect(JSON.parse(accepted.stdout)).toMatchObject({
    accepted: true,
    found: [{ field: 'status.isLogging', baseline: 'true', now: 'false' }],
    baseline: {
      version: 2,
      why: 'CHG-1042: a new owner (below the floor: it is not logging; not guarded: this lab records nothing)',
    },
  });
});

test('the keeper learns how far the clock is from AWS’s', async () => {
  const { aheadMs } = await becomeKeeper(keys());
  expect(Math.abs(aheadMs ?? Number.NaN)).toBeLessThan(10_000);
});

test('diff and accept tell of a stop and start without events, and the next check makes an incident of it', async () => {
  const trail = scene.newTrail();
  stopUnheard(scene, trail);
  startUnheard(scene, trail);
  const said = /was stopped from \S+ to \S+, which is in no incident/;
  const diff = await baseline('diff', trail.id);
  expect(diff.code).toBe(bad);
  expect(diff.stdout).toMatch(said);
  expect((await accept(trail)).stdout).toMatch(said); // nothing else differs
  await changeOwner(trail); // planned, and after the stop
  const accepted = await accept(trail);
  expect(accepted.stdout).toMatch(said);
  expect(accepted.stdout).toContain('version 2');
  await inProcess(['exempt', 'end', trail.id], keys());
  scene.killResponder();
  await scene.check(trail);
  expect(await scene.incidentOn(trail, () => true)).toMatchObject({
    state: 'restored',
    techniques: ['stop-logging'],
  });
  scene.killResponder();
  expect(await baseline('diff', trail.id)).toMatchObject({ code: ok });
});

test('a trail that cannot be read is not accepted, and not called the same', async () => {
  const trail = scene.newTrail();
  hooks.iam.deleteRole(scene.world, `arn:aws:iam::${trail.accountId}:role/trailwarden-reader`);
  for (const answer of [await accept(trail), await baseline('diff', trail.id)]) {
    expect(answer).toEqual({
      code: unreachable,
      stdout: '',
      stderr: `${trail.id} could not be read: sts:AssumeRole was denied (AccessDenied).\n`,
    });
  }
  expect(await history(trail)).toHaveLength(1);
});

test('a trail that is gone has nothing to accept; the diff says what it was', async () => {
  const trail = scene.newTrail();
  await changeOwner(trail); // so that the warden does not bring it back meanwhile
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
  const diff = await baseline('diff', trail.id);
  expect(diff.code).toBe(bad);
  expect(diff.stdout).toContain(`${trail.id} is gone; version 1 was:`);
  expect(await accept(trail)).toMatchObject({
    code: bad,
    stderr: `${trail.id} was not accepted: it is gone, so there is nothing to accept; if it is gone on purpose, use "baseline retire".\n`,
  });
});

test('a retired trail may be deleted for good, and is guarded again once it is accepted', async () => {
  const trail = scene.newTrail();
  const retire = (...more: readonly string[]) =>
    baseline('retire', trail.id, '--why', 'CHG-1077: no longer needed', ...more);
  expect(await retire()).toEqual({
    code: bad,
    stdout: '',
    stderr: `${trail.id} was not retired: it is there and logs, and nothing would guard it any more; if you mean that, add --unguarded.\n`,
  });
  expect(await history(trail)).toHaveLength(1);
  expect(await retire('--unguarded')).toMatchObject({ code: ok, stderr: '' });
  expect((await retire()).stdout).toContain('is retired since version 2');
  expect(await history(trail)).toMatchObject([
    { version: 2, retired: true, why: 'CHG-1077: no longer needed', changed: [] },
    { version: 1 },
  ]);

  scene.killResponder(); // so that it asks the table anew
  await scene.check(trail);
  const status = await inProcess(['status', '--account', trail.accountId], keys());
  expect(status.stdout).toContain(`${trail.id} is there and retired: nothing guards it.`);
  const people = scene.administrator(trail);
  await people.send(new StopLoggingCommand({ Name: trail.id }));
  await scene.check(trail);
  expect(await scene.isLogging(trail)).toBe(false);
  expect((await baseline('diff', trail.id)).stdout).toContain('is retired since version 2');

  await people.send(new StartLoggingCommand({ Name: trail.id }));
  expect(await accept(trail)).toMatchObject({ code: ok, stderr: '' });
  scene.killResponder();
  await people.send(new StopLoggingCommand({ Name: trail.id }));
  await scene.until('it logs again', () => scene.isLogging(trail));
});

test('a subject without a baseline cannot be retired', async () => {
  const { accountId } = scene.newTrail();
  const arn = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/nobodys`;
  expect(await baseline('retire', arn, '--why', 'CHG-1077')).toEqual({
    code: exitCode.usage,
    stdout: '',
    stderr: `${arn} has no baseline to retire; "trailwarden baseline list" shows all.\n`,
  });
});

test('an operator may read baselines, and may not accept one', async () => {
  const trail = scene.newTrail();
  const sts = new STSClient(keys());
  const RoleArn = `arn:aws:iam::${scene.local.organization.securityAccountId}:role/trailwarden-operator`;
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'olivia' }),
  );
  sts.destroy();
  const operator = { ...keys(), credentials: credentialsFrom(Credentials, RoleArn) };
  const as = (...args: readonly string[]) => inProcess(['baseline', ...args], operator);
  expect(await as('diff', trail.id)).toMatchObject({ code: ok });
  const refused = await as('accept', trail.id, '--why', 'because I can');
  expect(refused).toMatchObject({ code: unreachable, stdout: '' });
  expect(refused.stderr).toMatch(/^The call was denied \(AccessDenied\): .*baseline-keeper/);
});

test.each([
  ['show main', 'The subject must be an ARN'],
  ['show arn:aws:cloudtrail:us-east-1:111122223333:trail/main --version 0', '--version must be'],
  ['accept main --why planned', 'The subject must be an ARN'],
  [
    'accept arn:aws:cloudtrail:us-east-1:111122223333:trail/main --why -',
    '--why must say it in words or name a ticket, with two letters in a row at least, not "-".',
  ],
  ['list --account 12', '--account must be a 12-digit account id, not "12".'],
])('"baseline %s" is refused before any call', async (line, sentence) => {
  const refused = program().parseAsync(['baseline', ...line.split(' ')], { from: 'user' });
  await expect(refused).rejects.toThrow(sentence);
});
