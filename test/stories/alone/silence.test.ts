import { EventBridgeClient, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreatePolicyCommand as CreateManagedPolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startLocal } from '../../../services/cli/local/local';
import { hooks } from '../../../services/sandbox';
import type { BeatingState } from '../../../shared/watch/heartbeat/with-pulses';
import { inProcess } from '../../cli/in-process';
import { administratorArn, stop } from '../people';
import { Scene, type Trail } from '../scene';

let scene: Scene;
beforeAll(async () => {
  scene = Scene.in(await startLocal({ accounts: 12, regions: ['us-east-1'] }));
}, 120_000);
afterEach(() => scene.quiet());
afterAll(() => scene.close());

const UNHEARD = expect.stringContaining('has not been heard since');
const logs = (trail: Trail): Promise<void> =>
  scene.until(`${trail.id} logs`, () => scene.isLogging(trail));

const RoleName = 'trailwarden-forwarder-us-east-1';
const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const nothing = policy({ Effect: 'Deny', Action: '*', Resource: '*' });

/** A minute of the world: each member's rule ticks, then the sweeper is asked. */
async function aMinute(): Promise<void> {
  const { world, local } = scene;
  const { homeRegion, securityAccountId, memberAccountIds } = local.organization;
  const arn = (accountId: string, rule: string) =>
    `arn:aws:events:${homeRegion}:${accountId}:rule/${rule}`;
  world.clock.advance(60_000);
  for (const accountId of memberAccountIds) {
    await hooks.lambda.fireSchedule(world, arn(accountId, 'trailwarden-forward-warden'));
  }
  await hooks.lambda.fireSchedule(world, arn(securityAccountId, 'trailwarden-minute'));
}

const status = async ({ accountId }: Trail): Promise<BeatingState | undefined> => {
  const { organization, administrator } = scene.local;
  const asked = ['status', '--json', '--account', accountId, '--in', 'us-east-1'];
  const { stdout } = await inProcess(asked, administrator(organization.securityAccountId));
  return (JSON.parse(stdout) as { readonly places: readonly BeatingState[] }).places[0];
};

type Way = (iam: IAMClient, accountId: string) => Promise<unknown>;

const ways: Readonly<Record<string, Way>> = {
  'a policy that denies it everything': (iam) =>
    iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'out', PolicyDocument: nothing })),
  'another boundary': async (iam) => {
    const { Policy } = await iam.send(
      new CreateManagedPolicyCommand({ PolicyName: 'nothing', PolicyDocument: nothing }),
    );
    const PermissionsBoundary = Policy?.Arn ?? '';
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  },
  'a trust that shuts EventBridge out': (iam, accountId) =>
    iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName,
        PolicyDocument: policy({
          ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        }),
      }),
    ),
  'being deleted': async (iam) => {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'forward' }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
  },
};

/** A restored rule may tick only in the minute after the next, because its role must exist when it fires. */
const heardAgain = (trail: Trail): Promise<void> =>
  scene.until('its ticks are heard again', async () => {
    await aMinute();
    return (await status(trail))?.state === 'guarded';
  });

test.each(Object.entries(ways))(
  'after a forwarder was made deaf by %s and the trail of a quiet account stopped, both are back without a sweep, with the actor known',
  async (_, deafen) => {
    const trail = scene.newTrail();
    const { accountId } = trail;
    await aMinute();
    await deafen(new IAMClient(scene.local.administrator(accountId)), accountId);
    await stop(scene, trail);
    await scene.quiet();
    expect(await scene.incidentsIn(accountId)).toEqual([]);
    await aMinute();
    await aMinute();
    await logs(trail);
    expect(await status(trail)).toMatchObject({ state: 'silent', why: UNHEARD });
    await scene.quiet();
    await heardAgain(trail);
    const known = await scene.incidentOn(trail, ({ evidence }) => evidence !== undefined);
    expect(known).toMatchObject({ state: 'restored', techniques: ['stop-logging'] });
    expect(known.evidence?.actor.principal).toBe(administratorArn(trail));
    expect(known.blindMs).toBeLessThan(150_000);
    const all = await scene.incidentsIn(accountId);
    expect(all.map(({ state }) => state)).toEqual(['restored', 'restored']);
    expect(all.map(({ subjectId }) => subjectId)).toContain(
      `arn:aws:iam::${accountId}:role/${RoleName}`,
    );
  },
);

test('a forwarder that its boundary’s text cuts off is an incident that says so; its trail is watched closely until a person puts the text back', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const role = `arn:aws:iam::${accountId}:role/${RoleName}`;
  const PolicyArn = `arn:aws:iam::${accountId}:policy/trailwarden-boundary-us-east-1`;
  const iam = new IAMClient(scene.local.administrator(accountId));
  const write = (PolicyDocument: string) =>
    iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
  await aMinute();
  await write(policy({ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }));
  await stop(scene, trail);
  await scene.quiet();
  expect(await scene.incidentsIn(accountId)).toEqual([]);
  await aMinute();
  await aMinute();
  await logs(trail);
  const bounded = async () =>
    (await scene.incidentsIn(accountId)).find(({ subjectId }) => subjectId === role);
  await scene.until('the boundary is told', async () => (await bounded())?.state === 'escalated');
  expect(await bounded()).toMatchObject({
    techniques: ['rewrite-boundary-text'],
    severity: 'critical',
  });
  expect(await status(trail)).toMatchObject({ state: 'silent', why: UNHEARD });

  // Its next look comes by itself within seconds: nothing else would tell of another stop.
  await stop(scene, trail);
  for (let second = 0; second < 12 && !(await scene.isLogging(trail)); second += 1) {
    scene.world.clock.advance(1_000);
    await scene.quiet();
  }
  expect(await scene.isLogging(trail)).toBe(true);

  const { organization, administrator } = scene.local;
  const asked = ['baseline', 'show', role, '--field', 'boundaryText'];
  const { stdout } = await inProcess(asked, administrator(organization.securityAccountId));
  await write(stdout.trim());
  await heardAgain(trail);
  await scene.until('it is over', async () => (await bounded())?.state === 'restored');
});

test('a missing tick finds a forwarder that was made again under a boundary with another text', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const PolicyName = 'trailwarden-boundary-us-east-1';
  const PermissionsBoundary = `arn:aws:iam::${accountId}:policy/${PolicyName}`;
  const iam = new IAMClient(scene.local.administrator(accountId));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const own = { RoleName, PolicyName: 'forward' };
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand(own));
  const textOf = (document = '') => decodeURIComponent(document);
  await aMinute();
  const { faults } = scene.world.events;
  // As on AWS, where an event is matched seconds after its call: the forwarder is gone, or bound, by then.
  faults.dropNext = Number.POSITIVE_INFINITY;
  await iam.send(new DeleteRolePolicyCommand(own));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  await iam.send(new DeletePolicyCommand({ PolicyArn: PermissionsBoundary }));
  await iam.send(new CreateManagedPolicyCommand({ PolicyName, PolicyDocument: nothing }));
  await iam.send(
    new CreateRoleCommand({
      ...{ RoleName, PermissionsBoundary, Tags: Role?.Tags },
      AssumeRolePolicyDocument: textOf(Role?.AssumeRolePolicyDocument),
    }),
  );
  await iam.send(new PutRolePolicyCommand({ ...own, PolicyDocument: textOf(PolicyDocument) }));
  faults.dropNext = 0;
  await stop(scene, trail);
  await scene.quiet();
  expect(await scene.incidentsIn(accountId)).toEqual([]);
  await aMinute();
  await aMinute();
  await logs(trail);
  await scene.until('the boundary is told', async () =>
    (await scene.incidentsIn(accountId)).some(
      ({ subjectId, state, techniques }) =>
        subjectId === `arn:aws:iam::${accountId}:role/${RoleName}` &&
        state === 'escalated' &&
        techniques.includes('rewrite-boundary-text'),
    ),
  );
});

test('all rules get their targets back after the rules that report our parts lost theirs first', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const events = new EventBridgeClient(scene.local.administrator(accountId));
  const { faults } = scene.world.events;
  await aMinute();
  // As on AWS, where an event is matched seconds after its call: neither rule is there any more.
  faults.dropNext = 2;
  for (const name of ['-watch', '-warden', '']) {
    await events.send(
      new RemoveTargetsCommand({ Rule: `trailwarden-forward${name}`, Ids: ['security-account'] }),
    );
  }
  faults.dropNext = 0;
  await stop(scene, trail);
  await scene.quiet();
  expect(await scene.incidentsIn(accountId)).toEqual([]);
  await aMinute();
  await aMinute();
  await logs(trail);
  await scene.quiet();
  await heardAgain(trail);
});

test('while a policy of the organization denies the forwarder, its account is looked at every minute', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const organizations = new OrganizationsClient(
    scene.local.administrator(scene.local.organization.managementAccountId),
  );
  await aMinute();
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({
      ...{ Name: 'no-events', Description: '', Type: 'SERVICE_CONTROL_POLICY' },
      Content: policy({ Effect: 'Deny', Action: 'events:PutEvents', Resource: '*' }),
    }),
  );
  const PolicyId = Policy?.PolicySummary?.Id ?? '';
  await organizations.send(new AttachPolicyCommand({ PolicyId, TargetId: accountId }));
  await aMinute();
  await aMinute();
  await scene.quiet();
  for (let again = 0; again < 2; again += 1) {
    await stop(scene, trail);
    await scene.quiet();
    expect(await scene.isLogging(trail)).toBe(false);
    await aMinute();
    await logs(trail);
    expect(await status(trail)).toMatchObject({ state: 'silent', why: UNHEARD });
    await scene.quiet();
  }
});

/** From now on the forwarder may send the events of schedules alone. */
const letTicksPassAlone = ({ accountId }: Trail) =>
  new IAMClient(scene.local.administrator(accountId)).send(
    new PutRolePolicyCommand({
      ...{ RoleName, PolicyName: 'forward' },
      PolicyDocument: policy({
        ...{ Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' },
        Condition: { StringEquals: { 'events:detail-type': 'Scheduled Event' } },
      }),
    }),
  );

test('when the forwarder lets only ticks pass, an unheard beat finds the stopped trail without a sweep', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  await heardAgain(trail);
  await letTicksPassAlone(trail);
  await stop(scene, trail);
  await scene.quiet();
  expect(await scene.incidentsIn(accountId)).toEqual([]);
  // Its next beat leaves within fifteen minutes, and is late after four.
  for (let minutes = 0; minutes < 21 && !(await scene.isLogging(trail)); minutes += 1) {
    await aMinute();
    await scene.quiet();
  }
  expect(await scene.isLogging(trail)).toBe(true);
  await heardAgain(trail);
  const all = await scene.incidentsIn(accountId);
  expect(all.map(({ subjectId }) => subjectId)).toContain(
    `arn:aws:iam::${accountId}:role/${RoleName}`,
  );
});

test('when only ticks pass and heartbeats are refused, the beat that cannot leave causes the look that finds the stopped trail', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  await heardAgain(trail);
  await letTicksPassAlone(trail);
  const refuse = { code: 'AccessDeniedException', message: 'denied by a policy', status: 400 };
  const refused = { service: 'cloudtrail', action: 'AddTags', accountId, refuse } as const;
  const mend = scene.local.sandbox.faults.add(refused);
  await stop(scene, trail);
  await scene.quiet();
  for (let minutes = 0; minutes < 16 && !(await scene.isLogging(trail)); minutes += 1) {
    await aMinute();
    await scene.quiet();
  }
  mend();
  expect(await scene.isLogging(trail)).toBe(true);
  expect(await status(trail)).toMatchObject({ heartbeat: { kind: 'unsent' } });
});
