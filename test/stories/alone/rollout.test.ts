import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  DescribeStackSetOperationCommand,
  ListStackInstancesCommand,
  UpdateStackCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sealOf } from '../../../services/cli/baseline/baseline-verified';
import { accountsOf, type Local, sendChecks, startLocal } from '../../../services/cli/local/local';
import { planUpgrade, type Upgrade, upgradeAll } from '../../../services/cli/upgrade/upgrade-all';
import { becomeKeeper } from '../../../shared/aws/become-named';
import { readRelease } from '../../../shared/aws/releases/declare-release';
import { openTable } from '../../../shared/aws/table/table';
import { type Stacks, versionOf } from '../../../shared/deployment/version-of';
import type { Incident } from '../../../shared/domain/incident';
import { stacksOf } from '../../releases/deployed';
import { quiet } from '../quiet';
import { Scene } from '../scene';

const REGIONS = ['us-east-1', 'eu-west-1'];

let local: Local;
let scene: Scene;
beforeAll(async () => {
  local = await startLocal({ accounts: 27, regions: REGIONS, kinds: ['trail'] });
  scene = Scene.in(local);
}, 120_000);
afterAll(() => local.close());

/** The member template with one more call that its rule reports. */
function changed(stacks: Stacks): Stacks {
  const text = JSON.stringify(stacks.member.template).replace('"AddTags"', '"AddTags","NewCall"');
  const member = { ...stacks.member, template: JSON.parse(text) };
  return { ...stacks, version: '1.1.0', member };
}

async function anUpgrade(): Promise<Upgrade & { readonly to: Stacks }> {
  const { organization, administrator, tableName } = local;
  const keeper = await becomeKeeper(administrator(organization.securityAccountId));
  const stacks = await stacksOf(local);
  const to = changed(stacks);
  return {
    ...{ table: openTable(tableName, keeper.connection), seal: sealOf(keeper.connection) },
    ...{ by: keeper.caller, why: 'a story', now: () => new Date(scene.world.now()), to },
    ...{ before: versionOf(stacks), next: versionOf(to) },
  };
}

const parametersOf = ({ parameters }: Stacks['member']) =>
  Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ...{ ParameterKey, ParameterValue },
  }));

/** As StackSets update it; what AWS refuses there stays behind. */
async function updateMembers({ member }: Stacks) {
  const { securityAccountId } = local.organization;
  const client = new CloudFormationClient(local.administrator(securityAccountId));
  const set = { StackSetName: 'trailwarden-member', CallAs: 'DELEGATED_ADMIN' } as const;
  const { OperationId } = await client.send(
    new UpdateStackSetCommand({
      ...set,
      TemplateBody: JSON.stringify(member.template),
      Parameters: parametersOf(member),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      OperationPreferences: { FailureTolerancePercentage: 100 },
    }),
  );
  for (;;) {
    const asked = new DescribeStackSetOperationCommand({ ...set, OperationId });
    const { StackSetOperation } = await client.send(asked);
    if (StackSetOperation?.Status !== 'RUNNING') break;
    await pause(50);
  }
  const { Summaries = [] } = await client.send(new ListStackInstancesCommand(set));
  client.destroy();
  return Summaries.filter(({ Status }) => Status !== 'CURRENT').map(
    ({ Account = '', Region = '', StatusReason = '' }) => ({
      ...{ accountId: Account, region: Region, why: StatusReason },
    }),
  );
}

/** StackSets leave it out. */
async function updateManagement({ member }: Stacks): Promise<void> {
  for (const region of REGIONS) {
    const to = { ...local.administrator(local.organization.managementAccountId), region };
    const client = new CloudFormationClient(to);
    await client.send(
      new UpdateStackCommand({
        StackName: 'trailwarden-member',
        TemplateBody: JSON.stringify(member.template),
        Parameters: parametersOf(member),
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
    client.destroy();
  }
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

test('an upgrade changes a rule in thirty accounts without an incident, and no one is fought', async () => {
  const upgrade = await anUpgrade();
  expect(await planUpgrade(upgrade)).toEqual({
    ...{ from: '1.0.0', to: '1.1.0', isUnderWay: false },
    changes: [
      {
        ...{ part: 'rule trailwarden-forward', what: ['eventPattern'] },
        where: expect.arrayContaining(['every account']),
      },
    ],
  });
  const [stalled = '', struck = '', other = ''] = local.organization.memberAccountIds;
  const { cloudformation } = await import('../../../services/sandbox').then(({ hooks }) => hooks);
  cloudformation.failDeployments(local.sandbox, stalled, 'an SCP denies events:PutRule');

  const halfway = await upgradeAll(upgrade, async () => {
    await sweep(); // every account is at the version of before
    const left = await updateMembers(upgrade.to);
    await updateManagement(upgrade.to);
    await sweep(); // all but one have the new one
    return left;
  });
  expect(halfway).toMatchObject({ state: 'rolling-out', version: '1.1.0' });
  expect([...new Set(halfway.behind.map(({ accountId }) => accountId))]).toEqual([stalled]);
  expect(await incidents()).toEqual([]);
  expect(await ruleOf(stalled)).toEqual({ State: 'ENABLED', isNew: false });
  expect(await ruleOf(other)).toEqual({ State: 'ENABLED', isNew: true });

  // Whoever uses the hour is put back, to the version that the account has.
  for (const accountId of [stalled, struck]) {
    await events(accountId).send(new DisableRuleCommand(FORWARD));
  }
  await sweep();
  expect(await ruleOf(stalled)).toEqual({ State: 'ENABLED', isNew: false });
  expect(await ruleOf(struck)).toEqual({ State: 'ENABLED', isNew: true });
  const told = await incidents();
  expect(told.map(({ accountId, state }) => [accountId, state]).sort()).toEqual(
    [stalled, struck].map((accountId) => [accountId, 'restored']).sort(),
  );

  // The command is repeated once AWS takes it there.
  cloudformation.failDeployments(local.sandbox, stalled);
  const ended = await upgradeAll(upgrade, () => updateMembers(upgrade.to));
  expect(ended).toEqual({ state: 'current', version: '1.1.0', behind: [] });
  await sweep();
  expect(await ruleOf(stalled)).toEqual({ State: 'ENABLED', isNew: true });
  expect(await incidents()).toHaveLength(told.length);
  const read = await readRelease(upgrade.table, upgrade.seal);
  expect(read).toMatchObject({ kind: 'genuine', release: { sequence: 2, state: 'current' } });
}, 120_000);
