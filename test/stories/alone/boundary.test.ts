import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sealOf } from '../../../services/cli/baseline/baseline-verified';
import { startLocal } from '../../../services/cli/local/local';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { hooks } from '../../../services/sandbox';
import { acceptBaseline } from '../../../shared/aws/baselines/accept-baseline';
import { baselineRows } from '../../../shared/aws/baselines/find-baselines';
import { becomeKeeper } from '../../../shared/aws/become-named';
import { openTable } from '../../../shared/aws/table/table';
import type { Incident } from '../../../shared/domain/incident';
import type { PlaceState } from '../../../shared/watch/coverage/place-state';
import { inProcess } from '../../cli/in-process';
import { stop } from '../people';
import { Scene, type Trail } from '../scene';

let scene: Scene;
beforeAll(async () => {
  scene = Scene.in(await startLocal({ accounts: 6, regions: ['us-east-1'] }));
}, 120_000);
afterAll(() => scene.close());

const PolicyName = 'trailwarden-boundary';
const BOUNDED = ['trailwarden-guard', 'trailwarden-spare', 'trailwarden-reader'];
const policy = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const nothing = policy({ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' });
const noStart = policy(
  { Effect: 'Allow', Action: '*', Resource: '*' },
  { Effect: 'Deny', Action: ['cloudtrail:StartLogging', 'cloudtrail:*Trail'], Resource: '*' },
);

const answerTo = async (...words: readonly string[]): Promise<string> => {
  const { organization, administrator } = scene.local;
  return (await inProcess(words, administrator(organization.securityAccountId))).stdout;
};

/** The organization's trail may guard it all the same. */
const placeOf = async ({ accountId }: Trail): Promise<PlaceState | undefined> => {
  const told = await answerTo('status', '--json', '--account', accountId);
  return (JSON.parse(told) as { readonly places: readonly PlaceState[] }).places[0];
};

const guardOf = ({ accountId }: Trail): string => `arn:aws:iam::${accountId}:role/${BOUNDED[0]}`;

const guardIncident = async (trail: Trail): Promise<Incident | undefined> =>
  (await scene.incidentsIn(trail.accountId)).find(({ subjectId }) => subjectId === guardOf(trail));

/** Looks that were planned for the seconds between come as well. */
async function seconds(atMost: number, isOver: () => Promise<boolean>): Promise<void> {
  for (let second = 0; second < atMost && !(await isOver()); second += 1) {
    scene.world.clock.advance(1_000);
    await scene.quiet();
  }
}

/** Accepts baselines without the text of a boundary, as older versions wrote them, with a valid seal. */
async function withoutTexts({ accountId }: Trail): Promise<readonly string[]> {
  const { local, table } = scene;
  const { connection } = await becomeKeeper(
    local.administrator(local.organization.securityAccountId),
  );
  const keeping = openTable(local.tableName, connection);
  const roles: string[] = [];
  for (const row of await baselineRows(table, accountId)) {
    const { baseline } = row;
    if (!baseline || !('boundaryText' in baseline.state)) continue;
    const { boundaryText: _, ...state } = baseline.state;
    const older = { ...baseline, state, version: baseline.version + 1 };
    await acceptBaseline(keeping, older, { seal: sealOf(connection), over: row });
    roles.push(baseline.subject.id);
  }
  scene.killResponder();
  return roles;
}

test('status names the baselines without a boundary’s text, and one command compares and accepts all of them', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const ask = (...words: readonly string[]) => {
    const { organization, administrator } = scene.local;
    return inProcess(words, administrator(organization.securityAccountId));
  };
  const said = `trailwarden baseline accept --kind warden --account ${accountId}`;
  expect((await ask('status')).stdout).not.toContain(said);
  const roles = await withoutTexts(trail);
  expect(roles).toHaveLength(4);
  expect((await ask('status')).stdout).toContain(said);
  const told = JSON.parse((await ask('status', '--json')).stdout) as { readonly unkept: object };
  expect(told.unkept).toEqual([
    { accountId, name: scene.nameOf(accountId), roles: expect.arrayContaining([...roles]) },
  ]);
  const iam = new IAMClient(scene.local.administrator(accountId));
  const PolicyArn = `arn:aws:iam::${accountId}:policy/${PolicyName}`;
  const own = await answerTo('baseline', 'diff', guardOf(trail), '--json');
  const { found } = JSON.parse(own) as { readonly found: readonly { readonly field: string }[] };
  expect(new Set(found.map(({ field }) => field.split('.')[0]))).toEqual(new Set(['boundaryText']));

  const accept = [...said.split(' ').slice(1), '--why', 'CHG-1043: upgraded'];
  const shown = await ask(...accept);
  expect(shown.code).toBe(exitCode.bad);
  expect(shown.stdout).toContain('role/trailwarden-guard');
  expect(shown.stdout).toContain('boundaryText.Statement');
  expect(shown.stdout).toContain('Nothing was accepted yet: 4 subjects would be.');
  const seen = /--seen (\w{12})/.exec(shown.stdout)?.[1] ?? '';
  const other = await ask(...accept, '--seen', '000000000000');
  expect(other).toMatchObject({ code: exitCode.bad, stdout: '' });
  expect(other.stderr).toContain('Nothing was accepted: it is no longer what was seen');
  expect(await ask(...accept, '--seen', seen)).toMatchObject({
    code: exitCode.ok,
    stdout: expect.stringContaining('4 subjects must from now on be what they are.'),
  });
  expect((await ask(...accept)).stdout).toContain('Nothing to accept');

  expect((await ask('status')).stdout).not.toContain(said);
  scene.killResponder();
  await aVersion(iam, PolicyArn, policy({ Effect: 'Allow', Action: '*', Resource: '*' }));
  await scene.until('another text is told', async () =>
    Boolean((await guardIncident(trail))?.techniques.includes('rewrite-boundary-text')),
  );
});

type Way = (iam: IAMClient, PolicyArn: string, PolicyDocument: string) => Promise<unknown>;

const aVersion: Way = (iam, PolicyArn, PolicyDocument) =>
  iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));

/** A policy is deleted only while it bounds no role. */
const another: Way = async (iam, PolicyArn, PolicyDocument) => {
  const bindAll = async (PermissionsBoundary: string) => {
    for (const RoleName of BOUNDED) {
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    }
  };
  const meanwhile = { PolicyName: 'meanwhile', PolicyDocument: nothing };
  const { Policy } = await iam.send(new CreatePolicyCommand(meanwhile));
  await bindAll(Policy?.Arn ?? '');
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
  await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  await bindAll(PolicyArn);
};

test.each([
  ['a version that lets it do nothing', aVersion, nothing, 'was denied'],
  ['a version that lets it start no trail', aVersion, noStart, 'another text'],
  ['another policy of the name, that lets it start no trail', another, noStart, 'another text'],
])(
  'the guard is bound by %s, and the trail is stopped: people are called, and the trail logs by itself once the text of the baseline is back',
  async (_, rewrite, text, why) => {
    const trail = scene.newTrail();
    const { accountId } = trail;
    const PolicyArn = `arn:aws:iam::${accountId}:policy/${PolicyName}`;
    const iam = new IAMClient(scene.local.administrator(accountId));
    await rewrite(iam, PolicyArn, text);
    await scene.quiet();
    await stop(scene, trail);
    const isTold = async () => (await guardIncident(trail))?.state === 'escalated';
    await seconds(20, isTold);
    const told = await guardIncident(trail);
    expect(told).toMatchObject({ state: 'escalated', severity: 'critical' });
    expect(told?.techniques).toContain('rewrite-boundary-text');
    expect(told?.escalation).toContain(why);
    await scene.until('the stop is told', async () =>
      (await scene.incidentsOn(trail)).some(({ escalation }) => escalation?.includes('denied')),
    );
    expect(await scene.isLogging(trail)).toBe(false);
    const isByItself = async () =>
      (await placeOf(trail))?.trails.some(({ isOrganization }) => !isOrganization) ?? false;
    await seconds(20, async () => !(await isByItself()));
    expect(await isByItself()).toBe(false);

    const words = ['baseline', 'show', guardOf(trail), '--field', 'boundaryText'];
    await aVersion(iam, PolicyArn, (await answerTo(...words)).trim());
    await seconds(15, () => scene.isLogging(trail));
    expect(await scene.isLogging(trail)).toBe(true);
    await seconds(30, async () => (await guardIncident(trail))?.restoredAt !== undefined);
    expect((await guardIncident(trail))?.restoredAt).toBeDefined();
  },
);

test('a guard whose boundary’s name another policy has taken is escalated, with that policy and the commands that make ours', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const iam = new IAMClient(scene.local.administrator(accountId));
  const PolicyArn = `arn:aws:iam::${accountId}:policy/${PolicyName}`;
  const { faults } = scene.world.events;
  faults.hold = true;
  for (const RoleName of BOUNDED) {
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
  }
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
  const taken = { PolicyName, Path: '/x/', PolicyDocument: nothing };
  const { Policy } = await iam.send(new CreatePolicyCommand(taken));
  const RoleName = 'trailwarden-guard';
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'allow-list' }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  hooks.events.releaseDeliveries(faults);
  const told = async () => (await guardIncident(trail))?.escalation ?? '';
  await scene.until('a person is told of the policy', async () =>
    (await told()).includes(`${PolicyArn}, is not there`),
  );
  expect(await told()).toContain(`aws iam create-policy --policy-name ${PolicyName}`);
  expect((await guardIncident(trail))?.state).toBe('escalated');

  await iam.send(new DeletePolicyCommand({ PolicyArn: Policy?.Arn }));
  const own = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: own }));
  scene.redeliver();
  await scene.until('the role is back', () =>
    iam.send(new GetRoleCommand({ RoleName })).then(
      () => true,
      () => false,
    ),
  );
  await scene.quiet();
});
