import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, CreateChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../../services/cli/local/until';
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
import { type CommandLine, commandLine } from './command';

let sandbox: Sandbox;
let organization: LocalOrganization;
let cli: CommandLine;
beforeAll(async () => {
  sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'] });
  organization = createLocalOrganization(sandbox, { accounts: 3 });
  cli = commandLine(sandbox, organization);
});
afterAll(() => sandbox.close());

const profiles = ['--management-profile', 'management'];
const as = (accountId: string) => ({
  endpoint: sandbox.endpoint,
  region: organization.homeRegion,
  credentials: sandbox.credentials(accountId),
});
const trailStatus = (accountId: string) =>
  makeCall(
    { call: 'cloudtrail:GetTrailStatus', region: 'us-east-1', input: { Name: 'main' } },
    as(accountId),
  );
const stop = (accountId: string) =>
  makeCall(
    { call: 'cloudtrail:StopLogging', region: 'us-east-1', input: { Name: 'main' } },
    as(accountId),
  );
const rolesOfOurs = () =>
  [...sandbox.world.iam.roles.values()].filter(({ name }) => name.startsWith('trailwarden-'));

async function putBack(accountId: string): Promise<void> {
  await stop(accountId);
  await until(async () => ((await trailStatus(accountId)) as { IsLogging: boolean }).IsLogging, {
    what: () => `the trail of ${accountId} is stopped`,
    withinMs: 60_000,
  });
  // The trail first, then the incident.
  await until(async () => (await incidentsOf(accountId))[0]?.state === 'restored', {
    what: () => `the newest incident of ${accountId} is not restored`,
    withinMs: 60_000,
  });
}

const incidentsOf = (accountId: string) =>
  newestIncidents(openTable('trailwarden', as(organization.securityAccountId)), { accountId });

/** As a deployment leaves it that was killed between the change set and its execution. */
async function neverExecuted(): Promise<void> {
  const client = new CloudFormationClient(as(organization.securityAccountId));
  const Table = { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain', Properties: {} };
  await client.send(
    new CreateChangeSetCommand({
      StackName: 'trailwarden',
      ChangeSetName: 'interrupted',
      ChangeSetType: 'IMPORT',
      TemplateBody: JSON.stringify({ Resources: { Table } }),
    }),
  );
  client.destroy();
}

test('an empty organization: init writes a file, and deploy refuses what it cannot deploy', async () => {
  const none = await cli.run('deploy', '--yes');
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('trailwarden init') });
  const written = await cli.run('init', '--region', 'us-east-1', '--regions', 'eu-west-1');
  expect(written).toMatchObject({ code: 0, stderr: '' });
  const file = join(cli.folder, 'trailwarden.yml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(`OrganizationId: ${organization.id}`);
  expect(text).toContain(`SecurityAccountId: "${organization.securityAccountId}"`);
  expect(await cli.run('init', '--region', 'us-east-1')).toMatchObject({ code: 2 });
  writeFileSync(
    file,
    text.replace(/^OrganizationId:.*$/m, 'OrganizationId: nonsense\nColour: blue'),
  );
  const wrong = await cli.run('deploy', '--yes');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('OrganizationId is "nonsense": it must be an organization id');
  expect(wrong.stderr).toContain('There is no key Colour');
  writeFileSync(file, text);
});

test('a deployment that is killed in the middle is gone on with, and a stopped trail logs again', async () => {
  // In the upload, in the central stack, in the StackSet, after it: wherever this machine is by then.
  for (const ms of [900, 1_200, 1_500, 2_000])
    await cli.killedAfter(ms, 'deploy', '--yes', ...profiles);
  const again = await cli.run('deploy', '--yes', ...profiles);
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain('Everything is deployed.');
  const [payments = ''] = organization.memberAccountIds;
  await putBack(payments);
  await putBack(payments);
  expect(await incidentsOf(payments)).toMatchObject([{ state: 'restored' }]);
});

test('the same again changes nothing; a protection that would go is refused', async () => {
  const same = await cli.run('deploy', '--yes', ...profiles);
  expect(same).toMatchObject({ code: 0 });
  expect(same.stdout).toContain('central stack   as it was');
  const upgrade = await cli.run('upgrade', '--plan', ...profiles);
  expect(upgrade).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('No part that is guarded changes.'),
  });
  const file = join(cli.folder, 'trailwarden.yml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^ProtectedKeys:\n(?: +- .*\n)+/m, 'ProtectedKeys: []\n'));
  const dropped = await cli.run('deploy', '--yes', ...profiles);
  writeFileSync(file, text);
  expect(dropped.code).toBe(2);
  expect(dropped.stderr).toMatch(
    /^Nothing was changed: ProtectedKeys: .* would not be guarded any more/,
  );
});

test('an account that fails is named with AWS’s reason, and the next run deploys it', async () => {
  const [, orders = ''] = organization.memberAccountIds;
  const file = join(cli.folder, 'trailwarden.yml');
  const text = readFileSync(file, 'utf8');
  hooks.cloudformation.failDeployments(sandbox, orders, 'The role stacksets-exec is denied.');
  writeFileSync(file, text.replace(/^# UndeliveredKeyId:.*$/m, 'UndeliveredKeyId: alias/late'));
  const failed = await cli.run('deploy', '--yes', ...profiles);
  expect(failed.code).toBe(1);
  expect(failed.stdout).toContain(`${orders} in us-east-1: The role stacksets-exec is denied.`);
  hooks.cloudformation.failDeployments(sandbox, orders);
  const mended = await cli.run('deploy', '--yes', ...profiles);
  expect(mended).toMatchObject({ code: 0 });
  writeFileSync(file, text);
  expect(await cli.run('deploy', '--yes', ...profiles)).toMatchObject({ code: 0 });
});

test('uninstall leaves nothing but what it says, and a later deployment takes that up', async () => {
  const [ledger = ''] = organization.memberAccountIds;
  const [{ id: before } = { id: '' }] = await incidentsOf(ledger);
  const gone = await cli.run('uninstall', '--yes', '--json', ...profiles);
  expect(gone).toMatchObject({ code: 0 });
  const { report } = JSON.parse(gone.stdout) as {
    report: { left: { what: string; why: string }[] };
  };
  expect(rolesOfOurs()).toEqual([]);
  const rules = [...sandbox.world.events.buses.values()].flatMap(({ rules }) => [...rules.keys()]);
  expect(rules.filter((name) => name.startsWith('trailwarden'))).toEqual([]);
  expect(report.left.map(({ what }) => what.split(' ')[0])).toEqual([
    'AWS::DynamoDB::Table',
    'AWS::KMS::Key',
    'AWS::KMS::Key',
    'AWS::KMS::Key',
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::S3::Bucket',
  ]);
  await neverExecuted();
  const back = await cli.run('deploy', '--yes', ...profiles);
  expect(back).toMatchObject({ code: 0 });
  expect(back.stdout).toContain(
    'Taken up from before, as Table: AWS::DynamoDB::Table trailwarden.',
  );
  const [payments = ''] = organization.memberAccountIds;
  await putBack(payments);
  // The history of before is still there, and the baselines of before are believed: their key is the same one.
  const incidents = await incidentsOf(payments);
  expect(incidents.every(({ state }) => state === 'restored')).toBe(true);
  expect(incidents.map(({ id }) => id)).toContain(before);
});
