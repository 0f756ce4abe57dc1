import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ActivateOrganizationsAccessCommand,
  CloudFormationClient,
  DeactivateOrganizationsAccessCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../../services/cli/local/until';
import { releaseTemplates } from '../../services/cli/publish/write-release';
import { releaseFolder } from '../../services/cli/target/release-folder';
import {
  createLocalOrganization,
  hooks,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../services/sandbox';
import { newestIncidents } from '../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../shared/aws/make-call';
import { openTable } from '../../shared/aws/table/table';
import { type CommandLine, commandLine, type Ended } from './command';

// From an empty organization of 30 accounts to a removed deployment and back, by the command line as a process of its
// own. What it printed is written to .trailwarden/transcript.txt.

let sandbox: Sandbox;
let organization: LocalOrganization;
let cli: CommandLine;
const transcript: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'] });
  organization = createLocalOrganization(sandbox, { accounts: 27 });
  cli = commandLine(sandbox, organization);
});
afterAll(async () => {
  mkdirSync('.trailwarden', { recursive: true });
  writeFileSync('.trailwarden/transcript.txt', transcript.join('\n'));
  await sandbox.close();
});

const profiles = ['--management-profile', 'management'];

async function trailwarden(...words: readonly string[]): Promise<Ended> {
  const ended = await cli.run(...words);
  const { code, stdout, stderr } = ended;
  const said = [stdout.trimEnd(), stderr].filter(Boolean).join('\n');
  transcript.push(`$ trailwarden ${words.join(' ')}`, said, `(exit code ${code})`, '');
  return ended;
}

const happens = (what: string): void => void transcript.push(`# ${what}`, '');

const as = (accountId: string) => ({
  endpoint: sandbox.endpoint,
  region: organization.homeRegion,
  credentials: sandbox.credentials(accountId),
});
const incidentsOf = (accountId: string) =>
  newestIncidents(openTable('trailwarden', as(organization.securityAccountId)), { accountId });
const asked = (call: 'GetTrailStatus' | 'StopLogging', accountId: string) =>
  makeCall(
    { call: `cloudtrail:${call}`, region: 'us-east-1', input: { Name: 'main' } },
    as(accountId),
  );
const isLogging = async (accountId: string) =>
  ((await asked('GetTrailStatus', accountId)) as { IsLogging: boolean }).IsLogging;

/** An intruder stops the trail; it logs again, and its newest incident is restored. */
async function isPutBack(accountId: string): Promise<void> {
  await asked('StopLogging', accountId);
  await until(async () => (await incidentsOf(accountId))[0]?.state === 'restored', {
    what: () => `the newest incident of ${accountId} is not restored`,
    withinMs: 60_000,
  });
  expect(await isLogging(accountId)).toBe(true);
  happens(
    `An intruder stops the trail of ${accountId}; it logs again, and its incident is restored.`,
  );
}

const incidentsEverywhere = async () => {
  const each = [...sandbox.world.organization.accounts.keys()].map(incidentsOf);
  return (await Promise.all(each)).flat();
};

/** The release of these sources, with one more call that a member's rule reports. */
async function nextRelease(): Promise<string> {
  const { folder } = await releaseFolder();
  const next = mkdtempSync(join(tmpdir(), 'trailwarden-next-'));
  cpSync(folder, next, { recursive: true });
  const member = join(next, releaseTemplates.member);
  writeFileSync(member, readFileSync(member, 'utf8').replace(/\bAddTags\b/, 'AddTags, NewCall'));
  const index = join(next, 'release.json');
  const release = JSON.parse(readFileSync(index, 'utf8'));
  writeFileSync(index, JSON.stringify({ ...release, version: '9.0.0', digest: 'next' }));
  return next;
}

/** What is there under our name, beside what `uninstall` says that it leaves: table, keys, two buckets. */
function namedAsOurs(): readonly string[] {
  const { iam, events, sqs, logs } = sandbox.world;
  const arns = [iam.roles, sqs.queues, logs.groups, events.buses];
  const rules = [...events.buses.values()].flatMap((bus) => [...bus.rules.keys()]);
  return [...arns.flatMap((one) => [...one.keys()]), ...rules].filter((name) =>
    /(^|[:/])trailwarden/.test(name),
  );
}

test('an empty organization: init', async () => {
  const written = await trailwarden(
    'init',
    '--region',
    'us-east-1',
    '--regions',
    'us-east-1',
    'eu-west-1',
  );
  expect(written.code).toBe(0);
});

const rulesNamed = (named: string) =>
  [...sandbox.world.events.buses.values()]
    .flatMap(({ rules }) => [...rules.values()])
    .filter(({ name }) => name === named);

test('preflight: red, mended by what it says, green', async () => {
  const { managementAccountId, memberAccountIds } = organization;
  const [, , ledger = ''] = memberAccountIds;
  happens('StackSets have no access yet, and a role of someone else has the name of ours.');
  const stackSets = new CloudFormationClient(as(managementAccountId));
  await stackSets.send(new DeactivateOrganizationsAccessCommand({}));
  const iam = new IAMClient(as(ledger));
  await iam.send(new CreateRoleCommand({ RoleName: GUARD, AssumeRolePolicyDocument: TRUST }));
  const red = await trailwarden('preflight', ...profiles);
  expect(red.code).toBe(1);
  expect(red.stdout).toContain('aws cloudformation activate-organizations-access');
  expect(red.stdout).toContain(`aws iam delete-role --role-name ${GUARD}`);
  happens('Both commands are run.');
  await stackSets.send(new ActivateOrganizationsAccessCommand({}));
  await iam.send(new DeleteRoleCommand({ RoleName: GUARD }));
  stackSets.destroy();
  iam.destroy();
  const green = await trailwarden('preflight', ...profiles);
  expect(green).toMatchObject({ code: 0, stdout: expect.stringContaining(' 0 missing, 0 cannot') });
});

const GUARD = 'trailwarden-guard';
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
});

test('deploy is interrupted in the middle, and repeated', async () => {
  const isCentralMade = () => rulesNamed('trailwarden-signals').length > 0;
  await cli.killedWhen(isCentralMade, 'deploy', '--yes', ...profiles);
  const done = rulesNamed('trailwarden-forward').length;
  expect(done).toBeLessThan(60);
  happens(`Killed in the central stack: ${done} of 60 accounts × Regions have their rule.`);
  transcript.push(`$ trailwarden deploy --yes ${profiles.join(' ')}`, '(killed)', '');
  const deployed = await trailwarden('deploy', '--yes', ...profiles);
  expect(deployed).toMatchObject({ code: 0 });
  expect(deployed.stdout).toContain('Everything is deployed.');
});

test('doctor finds it whole', async () => {
  const whole = await trailwarden('doctor', '--profile', 'security');
  expect(whole).toMatchObject({ code: 0, stdout: expect.stringContaining(' 0 missing, 0 cannot') });
});

test('an attack is put back', async () => {
  const [payments = ''] = organization.memberAccountIds;
  await isPutBack(payments);
});

test('upgrade to a version with one changed rule, over 30 accounts, without an incident', async () => {
  const before = (await incidentsEverywhere()).length;
  const next = await nextRelease();
  const upgraded = await trailwarden('upgrade', '--yes', '--release', next, ...profiles);
  expect(upgraded.code).toBe(0);
  const forward = rulesNamed('trailwarden-forward');
  expect(forward).toHaveLength(60);
  expect(forward.filter(({ eventPattern }) => eventPattern?.includes('NewCall'))).toHaveLength(60);
  const swept = await trailwarden('sweep');
  expect(swept.code).toBe(0);
  expect(await incidentsEverywhere()).toHaveLength(before);
});

test('pause and resume', async () => {
  const [, , ledger = ''] = organization.memberAccountIds;
  const why = 'CHG-9: the landing zone is reset';
  const paused = await trailwarden(
    'pause',
    '--account',
    ledger,
    '--for',
    '2h',
    '--why',
    why,
    '--yes',
  );
  expect(paused.code).toBe(0);
  // A responder keeps what it knows of an account for a minute: as it is after that.
  renew();
  await asked('StopLogging', ledger);
  await until(async () => (await incidentsOf(ledger))[0]?.state === 'escalated', {
    what: () => `the stop in ${ledger} is not told`,
    withinMs: 60_000,
  });
  expect(await isLogging(ledger)).toBe(false);
  happens(`The trail of ${ledger} is stopped: it is told, and stays stopped.`);
  await trailwarden('incidents', 'list', '--account', ledger);
  expect((await trailwarden('resume', '--account', ledger, '--yes')).code).toBe(0);
  renew();
  await trailwarden('sweep', '--account', ledger);
  expect(await isLogging(ledger)).toBe(true);
  expect((await incidentsOf(ledger))[0]?.state).toBe('restored');
  happens('It logs again.');
});

/** New environments of every function, which read all anew. */
function renew(): void {
  for (const each of hooks.lambda.state(sandbox.world).functions.values())
    hooks.lambda.retireEnvironments(sandbox.world, each);
}

test('uninstall leaves nothing but what was said, and deploy again works', async () => {
  expect(namedAsOurs().length).toBeGreaterThan(30);
  const gone = await trailwarden('uninstall', '--yes', ...profiles);
  expect(gone.code).toBe(0);
  expect(namedAsOurs()).toEqual([]);
  const back = await trailwarden('deploy', '--yes', ...profiles);
  expect(back.code).toBe(0);
  const [, orders = ''] = organization.memberAccountIds;
  await isPutBack(orders);
});
