import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRoleCommand, DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createLocalOrganization,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../services/sandbox';
import { makeCall } from '../../shared/aws/make-call';
import type { Condition } from '../../shared/deployment/condition';
import { type CommandLine, commandLine } from './command';

let sandbox: Sandbox;
let organization: LocalOrganization;
let cli: CommandLine;
beforeAll(async () => {
  sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'] });
  // Each account is as deaf as its own trail.
  organization = createLocalOrganization(sandbox, { accounts: 3, hasOrganizationTrail: false });
  cli = commandLine(sandbox, organization);
  await cli.run('init', '--region', 'us-east-1', '--regions', 'us-east-1', 'eu-west-1');
});
afterAll(() => sandbox.close());

const as = (accountId: string) => ({
  endpoint: sandbox.endpoint,
  region: 'us-east-1',
  credentials: sandbox.credentials(accountId),
});

async function preflight(...words: readonly string[]) {
  const { code, stdout } = await cli.run('preflight', '--json', ...words);
  const { conditions } = JSON.parse(stdout) as { conditions: readonly Condition[] };
  const of = (id: string, state: Condition['state']) =>
    conditions.filter((one) => one.id === id && one.state === state);
  return { code, conditions, of };
}

const managed = ['--management-profile', 'management'];

test('the management account’s own trail is gone: that place is blind, and the others are not', async () => {
  const { code, of } = await preflight(...managed);
  expect(code).toBe(1);
  expect(of('trail-logs', 'missing').map(({ of: place }) => place)).toEqual([
    `${organization.managementAccountId} us-east-1`,
    `${organization.managementAccountId} eu-west-1`,
  ]);
  expect(of('trail-logs', 'ok')).toHaveLength(10);
  expect(of('trail-logs', 'missing')[0]?.mend).toContain('aws cloudtrail create-trail');
});

test('without a profile of the management account members cannot be known, which is not fine', async () => {
  const { code, of } = await preflight();
  expect(of('trail-logs', 'unknown')).toHaveLength(10);
  expect(of('trail-logs', 'missing')).toEqual([]);
  expect(code).toBe(3);
});

test('a role that cannot be assumed in one account is that account’s, and no other’s', async () => {
  const [payments = ''] = organization.memberAccountIds;
  sandbox.world.iam.roles.delete(`arn:aws:iam::${payments}:role/OrganizationAccountAccessRole`);
  const { of } = await preflight(...managed);
  expect(of('trail-logs', 'unknown').map(({ of: place }) => place)).toEqual([
    `${payments} us-east-1`,
    `${payments} eu-west-1`,
  ]);
});

test('a stopped trail is named with the command that starts it, and a trail below the floor is said', async () => {
  const [, orders = ''] = organization.memberAccountIds;
  const call = { region: 'us-east-1', input: { Name: 'main' } };
  await makeCall({ ...call, call: 'cloudtrail:StopLogging' }, as(orders));
  const { of } = await preflight(...managed);
  const [missing] = of('trail-logs', 'missing').filter((one) => one.of.startsWith(orders));
  expect(missing).toMatchObject({
    says: 'No trail records all that is done here: main is not logging.',
    mend: 'aws cloudtrail start-logging --region us-east-1 --name main',
  });
  expect(of('baseline', 'advice')).toMatchObject([
    {
      of: expect.stringContaining(`${orders}:trail/main`),
      says: expect.stringContaining('not logging'),
    },
  ]);
  await makeCall({ ...call, call: 'cloudtrail:StartLogging' }, as(orders));
});

test.each([
  ['denies', { Effect: 'Deny', Action: 'cloudtrail:Start*', Resource: '*' }, 'missing'],
  [
    'excepts our roles',
    {
      ...{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' },
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/trailwarden-*' } },
    },
    'ok',
  ],
  [
    'uses a key that is not judged',
    {
      ...{ Effect: 'Deny', Action: 'cloudtrail:StartLogging', Resource: '*' },
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    },
    'unknown',
  ],
] as const)('a service control policy that %s', async (_, statement, state) => {
  const client = new OrganizationsClient(as(organization.managementAccountId));
  const [, , ledger = ''] = organization.memberAccountIds;
  const { Policy } = await client.send(
    new CreatePolicyCommand({
      ...{ Name: `under-test-${state}`, Description: '-', Type: 'SERVICE_CONTROL_POLICY' },
      Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  const at = { PolicyId: Policy?.PolicySummary?.Id, TargetId: ledger };
  await client.send(new AttachPolicyCommand(at));
  const { of } = await preflight(...managed);
  await client.send(new DetachPolicyCommand(at));
  client.destroy();
  const [found] = of('policies-of-organization', state).filter((one) => one.of === ledger);
  expect(found?.says).toContain(
    state === 'ok'
      ? 'No policy binds our roles'
      : `under-test-${state} denies cloudtrail:StartLogging`,
  );
  const others = of('policies-of-organization', 'ok').map((one) => one.of);
  expect(others).toContain(organization.securityAccountId);
});

test('deploy refuses a unit that does not hold the accounts, and a role under our name', async () => {
  const file = join(cli.folder, 'trailwarden.yml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('r-ab12', 'ou-ab12-workload1'));
  const iam = new IAMClient(as(organization.logArchiveAccountId));
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  });
  const RoleName = 'trailwarden-guard';
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const units = await cli.run('deploy', '--yes', ...managed);
  writeFileSync(file, text);
  const clash = await cli.run('deploy', '--yes', ...managed);
  await iam.send(new DeleteRoleCommand({ RoleName }));
  iam.destroy();
  expect(units.code).toBe(2);
  expect(units.stderr).toContain(
    `The security account ${organization.securityAccountId} lies beneath none of the guarded units`,
  );
  expect(clash.code).toBe(2);
  expect(clash.stderr).toContain('name-clash');
  const roles = [...sandbox.world.iam.roles.values()].map(({ name }) => name);
  expect(roles.filter((name) => name.startsWith('trailwarden-'))).toEqual([]);
});
