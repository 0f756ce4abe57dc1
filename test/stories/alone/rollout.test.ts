import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  DescribeStackSetOperationCommand,
  DescribeStacksCommand,
  ListStackInstancesCommand,
  UpdateStackCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import {
  accountsOf,
  type Local,
  RESPONDER,
  sendChecks,
  startCold,
  startLocal,
} from '../../../services/cli/local/local';
import { releaseTemplates } from '../../../services/cli/publish/write-release';
import { releaseFolder } from '../../../services/cli/target/release-folder';
import { type Rollout, runUpgrade } from '../../../services/cli/upgrade/run-upgrade';
import { deployedStacks } from '../../../services/cli/upgrade/stacks';
import type { LeftBehind } from '../../../services/cli/upgrade/upgrade-all';
import { hooks } from '../../../services/sandbox';
import type { Incident } from '../../../shared/domain/incident';
import { quiet } from '../quiet';
import { Scene } from '../scene';

const REGIONS = ['us-east-1', 'eu-west-1'];
const VERSION = '9.0.0';

let local: Local;
let scene: Scene;
let folder: string;
beforeAll(async () => {
  // No part of ours has a baseline: what the release says is all that is known of them.
  local = await startLocal({ accounts: 27, regions: REGIONS, kinds: ['trail'] });
  scene = Scene.in(local);
  folder = await aRelease();
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await local.close();
});

/** The release of these sources, with one more call that a member's rule reports. */
async function aRelease(): Promise<string> {
  const { folder: made } = await releaseFolder();
  const changed = await mkdtemp(join(tmpdir(), 'trailwarden-story-'));
  await cp(made, changed, { recursive: true });
  const member = join(changed, releaseTemplates.member);
  const text = await readFile(member, 'utf8');
  await writeFile(member, text.replace(/\bAddTags\b/, 'AddTags, NewCall'));
  return changed;
}

const security = () => local.administrator(local.organization.securityAccountId);

const parametersOf = (parameters: Readonly<Record<string, string>>) =>
  Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ...{ ParameterKey, ParameterValue },
  }));

/** As the StackSet updates its accounts, and the management account beside it. */
async function updateMembers(parameters: Rollout['member']): Promise<readonly LeftBehind[]> {
  const wanted = {
    TemplateBody: await readFile(join(folder, releaseTemplates.member), 'utf8'),
    Parameters: parametersOf(parameters),
    Capabilities: ['CAPABILITY_NAMED_IAM' as const],
  };
  for (const region of REGIONS) {
    const to = { ...local.administrator(local.organization.managementAccountId), region };
    const client = new CloudFormationClient(to);
    const StackName = 'trailwarden-member';
    // AWS refuses an update without a change.
    await client.send(new UpdateStackCommand({ StackName, ...wanted })).catch(() => undefined);
    const isAtWork = async () =>
      (
        await client.send(new DescribeStacksCommand({ StackName }))
      ).Stacks?.[0]?.StackStatus?.endsWith('_IN_PROGRESS');
    while (await isAtWork()) await pause(20);
    client.destroy();
  }
  const client = new CloudFormationClient(security());
  const set = { StackSetName: 'trailwarden-member', CallAs: 'DELEGATED_ADMIN' } as const;
  const preferences = { FailureTolerancePercentage: 100 };
  const { OperationId } = await client.send(
    new UpdateStackSetCommand({ ...set, ...wanted, OperationPreferences: preferences }),
  );
  const asked = new DescribeStackSetOperationCommand({ ...set, OperationId });
  while ((await client.send(asked)).StackSetOperation?.Status === 'RUNNING') await pause(20);
  const { Summaries = [] } = await client.send(new ListStackInstancesCommand(set));
  client.destroy();
  return Summaries.filter(({ Status }) => Status !== 'CURRENT').map((one) => ({
    ...{ accountId: one.Account ?? '', region: one.Region ?? '', why: one.StatusReason ?? '' },
  }));
}

/** What the command says, for programs. */
async function upgrade(
  rollOut: (parameters: Rollout['member']) => Promise<readonly LeftBehind[]>,
  options = {},
) {
  const { central, member } = await deployedStacks(security());
  const said: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  const rollout: Rollout = {
    ...{ security: security(), release: { folder, version: VERSION }, tags: {} },
    central: { ...central.parameters, CodeBucket: 'a-bucket' },
    ...{ member: member.parameters, rollOut: () => rollOut(member.parameters) },
  };
  const asked = { table: local.tableName, yes: true, json: true, ...options };
  await runUpgrade(rollout, asked).finally(() => stdout.mockRestore());
  const code = process.exitCode;
  process.exitCode = undefined;
  return { code, ...JSON.parse(said.join('')) };
}

async function sweep(): Promise<void> {
  for (const region of REGIONS) await sendChecks(local, accountsOf(local), { region });
  await quiet(local);
}

async function incidents(): Promise<readonly Incident[]> {
  const each = await Promise.all(accountsOf(local).map((id) => scene.incidentsIn(id)));
  return each.flat();
}

const FORWARD = { Name: 'trailwarden-forward' };
const events = (accountId: string) =>
  new EventBridgeClient({ ...local.administrator(accountId), region: 'eu-west-1' });

async function ruleOf(accountId: string) {
  const { State, EventPattern = '' } = await events(accountId).send(
    new DescribeRuleCommand(FORWARD),
  );
  return { State, isNew: EventPattern.includes('NewCall') };
}

test('an upgrade changes a rule in thirty accounts without an incident, and whoever uses the hour is put back', async () => {
  const [stalled = '', struck = '', other = ''] = local.organization.memberAccountIds;
  const { plan } = await upgrade(async () => [], { plan: true });
  expect(plan).toMatchObject({ to: VERSION, isUnderWay: false });
  expect(plan.changes).toEqual([
    {
      ...{ part: 'rule trailwarden-forward', what: ['eventPattern'] },
      where: expect.arrayContaining(['every account']),
    },
  ]);

  hooks.cloudformation.failDeployments(local.sandbox, stalled, 'an SCP denies events:PutRule');
  const halfway = await upgrade(async (parameters) => {
    await sweep(); // every account has the version of before
    const behind = await updateMembers(parameters);
    await sweep(); // and now all but one have the new one
    return behind;
  });
  expect(halfway).toMatchObject({ code: 1, report: { state: 'rolling-out', version: VERSION } });
  const behind = halfway.report.behind as readonly LeftBehind[];
  expect(new Set(behind.map(({ accountId, why }) => `${accountId}: ${why}`))).toEqual(
    new Set([`${stalled}: an SCP denies events:PutRule`]),
  );
  expect(await incidents()).toEqual([]);
  expect(await ruleOf(stalled)).toEqual({ State: 'ENABLED', isNew: false });
  expect(await ruleOf(other)).toEqual({ State: 'ENABLED', isNew: true });

  for (const accountId of [stalled, struck]) {
    await events(accountId).send(new DisableRuleCommand(FORWARD));
  }
  await sweep();
  expect(await ruleOf(stalled)).toEqual({ State: 'ENABLED', isNew: false });
  expect(await ruleOf(struck)).toEqual({ State: 'ENABLED', isNew: true });
  const told = await incidents();
  expect(told.map(({ accountId, state }) => `${accountId} ${state}`).sort()).toEqual(
    [stalled, struck].map((accountId) => `${accountId} restored`).sort(),
  );

  hooks.cloudformation.failDeployments(local.sandbox, stalled);
  const ended = await upgrade(updateMembers);
  expect(ended).toMatchObject({ code: 0, report: { state: 'current', behind: [] } });
  await sweep();
  expect(await ruleOf(stalled)).toEqual({ State: 'ENABLED', isNew: true });
  expect(await incidents()).toHaveLength(told.length);
}, 120_000);

test('what is taken away later comes back as the release has it, although it never had a baseline', async () => {
  const [, , accountId = ''] = local.organization.memberAccountIds;
  // An environment keeps what it read of release and account for a minute: these have not read them since the end.
  startCold(local, RESPONDER);
  const client = events(accountId);
  await client.send(new RemoveTargetsCommand({ Rule: FORWARD.Name, Ids: ['security-account'] }));
  await client.send(new DeleteRuleCommand(FORWARD));
  await quiet(local);
  expect(await ruleOf(accountId)).toEqual({ State: 'ENABLED', isNew: true });
  expect(await scene.incidentsIn(accountId)).toMatchObject([{ state: 'restored' }]);
}, 60_000);

test('an older version is refused unless it is meant', async () => {
  const rollOut = async () => [];
  const { central, member } = await deployedStacks(security());
  const older = runUpgrade(
    {
      ...{ security: security(), release: { folder, version: '8.0.0' }, tags: {}, rollOut },
      ...{ central: { ...central.parameters, CodeBucket: 'a-bucket' }, member: member.parameters },
    },
    { table: local.tableName, yes: true, json: true },
  );
  await expect(older).rejects.toThrow('--downgrade');
});
