import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { attack } from '../../../services/cli/local/attack';
import { signalsUrl } from '../../../services/cli/local/local';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { hooks } from '../../../services/sandbox';
import { claimSweep } from '../../../shared/aws/coverage/coverage';
import { readKeptConfiguration } from '../../../shared/aws/notify/configuration-row';
import type { Incident } from '../../../shared/domain/incident';
import { stopLogging } from '../../../shared/tampering/trail/stop-logging/technique';
import { stop, stopUnheard } from '../../stories/people';
import { Scene, type Trail } from '../../stories/scene';
import { inProcess } from '../in-process';
import { listIncidents, type Page } from '../list-incidents';

let scene: Scene;
let attacked: Trail;
let stopped: Trail;
beforeAll(async () => {
  scene = await Scene.alone(6);
  [attacked, stopped] = [scene.newTrail(), scene.newTrail()];
  await stop(scene, stopped);
  await scene.incidentOn(stopped, ({ state }) => state === 'restored');
  await attack(scene.local, stopLogging, attacked);
  await scene.incidentOn(attacked, ({ state }) => state === 'restored');
  await scene.quiet();
});
afterAll(() => scene.close());

/** With the keys of the security account's administrator, against the sandbox. */
const trailwarden = (...args: readonly string[]) => {
  const { organization, administrator } = scene.local;
  return inProcess(args, administrator(organization.securityAccountId));
};

/** On a busy machine the sandbox, which is this process too, may not answer hundreds of calls at once in time. */
async function answered(
  ...args: readonly string[]
): Promise<Awaited<ReturnType<typeof trailwarden>>> {
  const first = await trailwarden(...args);
  return first.code === exitCode.unreachable ? trailwarden(...args) : first;
}

/** Whether every later finding is recorded, so that the incident no longer changes. */
const isInvestigated = ({ lineage, contacts, dark }: Incident): boolean =>
  lineage?.human !== undefined && contacts !== undefined && dark?.recovered === true;

const list = (...filters: readonly string[]): Promise<Page> => {
  const { organization, administrator } = scene.local;
  return listIncidents(administrator(organization.securityAccountId), filters);
};

const accountsIn = ({ incidents }: Page): readonly string[] =>
  incidents.map(({ accountId }) => accountId);

test('incidents are listed newest first, as a table for people', async () => {
  const { code, stdout } = await trailwarden('incidents', 'list');
  expect(code).toBe(exitCode.ok);
  const [first, second] = [attacked, stopped].map(({ accountId }) => stdout.indexOf(accountId));
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(Number(first));
  expect(stdout).toContain('stop-logging');
});

test('incidents can be listed by account, by trail and by any identity in the actor’s chain', async () => {
  const role = `arn:aws:iam::${attacked.accountId}:role/Developer`;
  const pages = [
    await list('--account', attacked.accountId),
    await list('--subject', attacked.id),
    await list('--actor', 'mallory', '--account', attacked.accountId),
    await list('--actor', role),
  ];
  expect(pages.map(accountsIn)).toEqual(pages.map(() => [attacked.accountId]));
});

test('incidents can be listed by technique, state, time and missing answer', async () => {
  const both = [attacked.accountId, stopped.accountId];
  const filters = ['--technique', 'stop-logging', '--since', '1h', '--unacknowledged'];
  expect(accountsIn(await list(...filters, '--state', 'restored'))).toEqual(both);
  expect(accountsIn(await list('--technique', 'ct-01'))).toEqual(both);
  expect(accountsIn(await list('--technique', 'CT-11'))).toEqual([]);
  expect(accountsIn(await list('--state', 'open'))).toEqual([]);
  expect(accountsIn(await list('--until', '2026-01-01'))).toEqual([]);
});

test('the understood time is printed in UTC, above the incidents or without any', async () => {
  const found = await trailwarden('incidents', 'list', '--since', '2026-11-01T05:30:00+05:30');
  expect(found.stdout).toMatch(/^Incidents since 2026-11-01T00:00:00(\.000)?Z:\n/);
  const until = ['--until', '2026-01-01', '--since', '2025-12-31T23:00-01:00'];
  expect((await trailwarden('incidents', 'list', ...until)).stdout).toMatch(
    /^No incidents since 2026-01-01T00:00:00(\.000)?Z until 2026-01-01T00:00:00(\.000)?Z\.\n$/,
  );
});

test.each([
  ['incidents list', 'incidents'],
  ['notices', 'notices'],
  ['plan', 'subjects'],
  ['status', 'places'],
  ['sweep --no-wait', 'asked'],
  ['baseline list', 'baselines'],
  ['exempt list', 'exemptions'],
])(
  '%s --json is one object that says its format, with %s in it, and fields that are named alike',
  async (line, name) => {
    const queue = line.startsWith('sweep') ? ['--queue-url', signalsUrl(scene.local)] : [];
    const { stdout, stderr } = await answered(...line.split(' '), '--json', ...queue);
    expect(stderr).toBe('');
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ format: 1, [name]: expect.any(Array) });
    expect(oddIn(answer)).toEqual([]);
    if (queue.length > 0) await scene.quiet();
  },
);

/** Accounts under another name than accountId, and times that are not ISO, in UTC: where, and what stands there. */
const oddIn = (value: unknown, path = ''): readonly string[] => {
  if (typeof value === 'object' && value !== null) {
    // What a subject must be is said in AWS's words.
    const ours = Object.entries(value).filter(
      ([key, one]) => !(key === 'state' && typeof one === 'object'),
    );
    return ours.flatMap(([key, one]) => oddIn(one, `${path}.${key}`));
  }
  const key = path.split('.').at(-1) ?? '';
  const isTime = /(At|Since|^since|^until|^at)$/.test(key) && typeof value !== 'boolean';
  const isOdd =
    (typeof value === 'string' && /^\d{12}$/.test(value) && !/(^a|A)ccountId$/.test(key)) ||
    (isTime && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(String(value)));
  return isOdd ? [`${path}: ${String(value)}`] : [];
};

test('an account outside the organization is told as unknown, not as without incidents', async () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:123456789012:trail/main';
  for (const where of [
    ['--account', '123456789012'],
    ['--subject', arn],
  ]) {
    expect(await trailwarden('incidents', 'list', ...where)).toEqual({
      code: exitCode.usage,
      stdout: '',
      stderr: '123456789012 is no account of this organization.\n',
    });
  }
});

test('incidents since a time in the future are refused', async () => {
  const { code, stderr } = await trailwarden('incidents', 'list', '--since', '2099-01-01');
  expect(code).toBe(exitCode.usage);
  expect(stderr).toMatch(/^--since 2099-01-01T00:00:00.000Z is later than now, /);
});

test('a page of incidents says where the next one begins', async () => {
  const first = await list('--limit', '1');
  expect(accountsIn(first)).toEqual([attacked.accountId]);
  const second = await list('--limit', '1', '--after', String(first.next));
  expect(accountsIn(second)).toEqual([stopped.accountId]);
  expect(second.next).toBeUndefined();
});

test('one incident is shown as a story for people and as an object for programs', async () => {
  const incident = await scene.incidentOn(attacked, isInvestigated);
  const { id } = incident;
  const people = await trailwarden('incidents', 'show', id);
  expect(people.code).toBe(exitCode.ok);
  const told = [
    'erin.hart (likely: ',
    ':user/erin.hart ',
    '/identity/mallory ',
    '/Developer/mallory ',
  ];
  const at = [...told, 'cloudtrail:StartLogging'].map((part) => people.stdout.indexOf(part));
  expect(at).not.toContain(-1);
  expect(at).toEqual(at.toSorted((one, other) => one - other));
  const programs = await trailwarden('incidents', 'show', id, '--json');
  expect(JSON.parse(programs.stdout)).toEqual({
    format: 1,
    ...incident,
    accountName: 'payments',
    headline: 'Trail main was stopped; it is back.',
  });
});

test('incidents can be listed by the person whom the list names', async () => {
  await scene.incidentOn(attacked, isInvestigated);
  expect((await trailwarden('incidents', 'list')).stdout).toContain('erin.hart (likely)');
  expect(accountsIn(await list('--actor', 'erin.hart'))).toEqual([attacked.accountId]);
  expect(accountsIn(await list('--actor', 'erin.hard'))).toEqual([]);
});

test('the report of an incident is a document, or a finding for Security Hub of the caller’s account', async () => {
  const [incident] = await scene.incidentsOn(attacked);
  const id = String(incident?.id);
  const folder = mkdtempSync(join(tmpdir(), 'trailwarden-report-'));
  const file = join(folder, 'incident.html');
  const wrote = await trailwarden('report', id, '--format', 'html', '--out', file);
  expect(wrote).toEqual({ code: exitCode.ok, stdout: `Wrote ${file}.\n`, stderr: '' });
  expect(readFileSync(file, 'utf8')).toContain(`<title>${id}: `);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
  const finding = JSON.parse((await trailwarden('report', id, '--format', 'asff')).stdout);
  expect(finding.AwsAccountId).toBe(scene.local.organization.securityAccountId);
  expect(finding.ProductFields['trailwarden/account']).toBe(attacked.accountId);
});

test('a report has the format of its file name, and another format is refused', async () => {
  const [incident] = await scene.incidentsOn(attacked);
  const id = String(incident?.id);
  const folder = mkdtempSync(join(tmpdir(), 'trailwarden-report-'));
  const file = join(folder, 'incident.html');
  expect((await trailwarden('report', id, '--out', file)).code).toBe(exitCode.ok);
  expect(readFileSync(file, 'utf8')).toContain(`<title>${id}: `);
  for (const format of [['--format', 'md'], ['--json']]) {
    const { code, stderr } = await trailwarden('report', id, '--out', file, ...format);
    expect(code).toBe(exitCode.usage);
    expect(stderr).toMatch(/^--format (md|json) is not what .*incident.html would hold/);
  }
  expect(await trailwarden('report', id, '--out', folder)).toMatchObject({
    code: exitCode.usage,
    stderr: `${folder} cannot be written: it is a folder.\n`,
  });
  rmSync(folder, { recursive: true });
});

test('a report that cannot be written is one sentence', async () => {
  const [incident] = await scene.incidentsOn(attacked);
  const { code, stderr } = await trailwarden('report', String(incident?.id), '--out', '/no/such/x');
  expect({ code, stderr }).toEqual({
    code: exitCode.usage,
    stderr: '/no/such/x cannot be written: ENOENT.\n',
  });
});

test('an incident that does not exist is one sentence and exit code 2', async () => {
  const { code, stderr } = await trailwarden('incidents', 'show', 'inc-20260101t000000-000000');
  expect({ code, stderr }).toEqual({
    code: exitCode.usage,
    stderr:
      'There is no incident inc-20260101t000000-000000 in table trailwarden; "trailwarden incidents list" shows all.\n',
  });
});

test('a table that does not exist is one sentence and exit code 2', async () => {
  const { code, stdout, stderr } = await trailwarden('incidents', 'list', '--table', 'elsewhere');
  expect({ code, stdout }).toEqual({ code: exitCode.usage, stdout: '' });
  expect(stderr).toMatch(/^There is no such table in this account and Region;[^\n]*\n$/);
});

test('plan finds nothing to do when everything logs', async () => {
  const { code, stdout } = await trailwarden('plan', '--json');
  expect(code).toBe(exitCode.ok);
  const kinds = JSON.parse(stdout).subjects.map(
    ({ decision }: { readonly decision: { readonly kind: string } }) => decision.kind,
  );
  expect(new Set(kinds)).toEqual(new Set(['compliant']));
});

test('a test of the channels says at once when there is none', async () => {
  await scene.until('the notifier has looked', async () =>
    Boolean((await readKeptConfiguration(scene.table)).goodAt),
  );
  const { code, stdout, stderr } = await trailwarden('notices', 'test');
  expect({ code, stdout }).toEqual({ code: exitCode.usage, stdout: '' });
  expect(stderr).toMatch(
    /^No channel is configured: the notifier saw none at \S+, and looks again/,
  );
});

test('plan has a line for each step, a count of the rest, and every line with --all', async () => {
  // Nothing happened there: looks of a watch add subjects in between.
  const { memberAccountIds, homeRegion } = scene.local.organization;
  const accountId = memberAccountIds.at(-1) ?? '';
  const plan = (...more: readonly string[]) =>
    trailwarden('plan', '--account', accountId, '--in', homeRegion, ...more);
  const { subjects } = JSON.parse((await plan('--json')).stdout);
  expect(await plan()).toMatchObject({
    code: exitCode.ok,
    stdout: `Nothing to do: ${subjects.length} compliant; --all lists them.\n`,
  });
  const all = await plan('--all');
  expect(all.stdout.match(/compliant/g)).toHaveLength(subjects.length);
});

test('plan shows a due step without taking it; sweep has it taken', async () => {
  const trail = scene.newTrail();
  stopUnheard(scene, trail);
  const { code, stdout } = await trailwarden('plan', '--account', trail.accountId);
  expect(code).toBe(exitCode.bad);
  expect(stdout).toContain('cloudtrail:StartLogging');
  expect(stdout).toContain(`${scene.nameOf(trail.accountId)} (${trail.accountId})`);
  expect(await scene.isLogging(trail)).toBe(false);

  const queue = ['--queue-url', signalsUrl(scene.local)];
  const sweep = await trailwarden('sweep', ...queue, '--account', trail.accountId);
  expect(sweep).toMatchObject({ code: exitCode.ok, stderr: '' });
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(true);
});

test('sweep --no-wait sends the checks and ends', async () => {
  const { accountId } = scene.newTrail();
  const { code, stdout } = await trailwarden(
    ...['sweep', '--no-wait', '--json', '--account', accountId],
    ...['--in', 'us-east-1', 'eu-west-1'],
  );
  const check = { accountId, region: 'us-east-1', also: ['eu-west-1'], heartbeat: true };
  expect(code).toBe(exitCode.ok);
  expect(JSON.parse(stdout)).toMatchObject({ asked: [check] });
  await scene.quiet();
});

test('a sweep of an account outside the organization is a usage error', async () => {
  const { code, stderr } = await trailwarden('sweep', '--account', '999988887777');
  expect({ code, stderr }).toEqual({
    code: exitCode.usage,
    stderr: '999988887777 is no account of this organization.\n',
  });
});

test('plan names an account that it could not read, and does not call it fine', async () => {
  const { accountId } = scene.newTrail();
  hooks.iam.deleteRole(scene.world, `arn:aws:iam::${accountId}:role/trailwarden-reader`);
  const { code, stdout, stderr } = await trailwarden('plan');
  expect({ code, stderr }).toEqual({ code: exitCode.bad, stderr: '' });
  const rows = stdout.split('\n').filter((line) => line.includes(accountId));
  expect(rows.join()).toContain('unreachable');
  expect(rows.join()).not.toContain('compliant');
  expect(rows.join()).toContain('sts:AssumeRole was denied (AccessDenied)');
});

test('a drill against the running sandbox ends when the trail logs again', async () => {
  const { accountId, id } = scene.newTrail();
  const drill = ['drill', 'stop-logging', '--json'];
  const { code, stdout } = await inProcess(drill, scene.local.administrator(accountId));
  expect(code).toBe(exitCode.ok);
  expect(JSON.parse(stdout)).toMatchObject({ subject: id, restored: true });
});

test('plan looks at the Regions of the last sweep, and before a sweep at the home Region', async () => {
  const plan = async (...more: readonly string[]) => {
    const { stdout } = await trailwarden(
      'plan',
      '--json',
      '--account',
      attacked.accountId,
      ...more,
    );
    return JSON.parse(stdout).subjects;
  };
  const home = await plan();
  expect(home).toContainEqual(expect.objectContaining({ subject: attacked.id }));
  const now = scene.world.now();
  await claimSweep(scene.table, {
    ...{ owner: 'this test', now, everyMinutes: 60 },
    regions: ['eu-west-1'],
  });
  expect(await plan()).toEqual(await plan('--in', 'eu-west-1'));
  expect(await plan()).not.toEqual(home);
});
