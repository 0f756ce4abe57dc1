import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { attack } from '../../services/cli/local/attack';
import { hooks } from '../../services/sandbox';
import { readMemory } from '../../shared/aws/memory';
import { subjectKey } from '../../shared/domain/subject';
import { stopLogging } from '../../shared/tampering/trail/stop-logging/technique';
import { accountJoins } from './account-joins';
import { declareExemption } from './declare-exemption';
import { administratorArn, stop } from './people';
import { Scene, trailAt } from './scene';
import { startsOf, watch } from './watch';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(6);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

test('an account that joins later is guarded from its first look', async () => {
  const trail = await accountJoins(scene, '888899990000');
  await scene.check(trail);
  await stop(scene, trail);
  const incident = await scene.accountOf(trail);
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident.evidence?.actor.principal).toBe(administratorArn(trail));
});

test('an account that is attacked before its first look is restored all the same', async () => {
  const trail = await accountJoins(scene, '999900001111');
  await stop(scene, trail);
  const incident = await scene.accountOf(trail);
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident.evidence?.actor.principal).toBe(administratorArn(trail));
});

test('the organization’s trail is guarded in the management account', async () => {
  const trail = trailAt(scene.local.organization.organizationTrailArn);
  await attack(scene.local, stopLogging, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident.accountId).toBe(scene.local.organization.managementAccountId);
});

const settings = {
  s3BucketName: 'trailwarden-logs-333344445555',
  includeGlobalServiceEvents: true,
  isMultiRegionTrail: true,
  isOrganizationTrail: false,
  logFileValidationEnabled: true,
};

test('a trail with another home Region is restored there', async () => {
  const { accountId } = scene.newTrail();
  const created = hooks.cloudtrail.createTrail(scene.world, {
    accountId,
    homeRegion: 'eu-west-1',
    name: 'european',
    settings,
  });
  hooks.cloudtrail.startLogging(created, scene.world.now());
  const trail = trailAt(created.arn);
  const watched = watch(scene);
  await scene.check(trail);
  await stop(scene, trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await scene.isLogging(trail)).toBe(true);
  expect(startsOf(watched, trail)).toMatchObject([{ region: 'eu-west-1' }]);
});

test('a trail below the floor is escalated with its reason, and never becomes a baseline', async () => {
  const { accountId } = scene.newTrail();
  const created = hooks.cloudtrail.createTrail(scene.world, {
    accountId,
    homeRegion: 'eu-west-1',
    name: 'regional',
    settings: { ...settings, isMultiRegionTrail: false, includeGlobalServiceEvents: false },
  });
  hooks.cloudtrail.startLogging(created, scene.world.now());
  const trail = trailAt(created.arn);
  await scene.check(trail);
  await scene.check(trail);
  expect(await scene.incidentsOn(trail)).toMatchObject([
    {
      state: 'escalated',
      escalation: 'It has no baseline and cannot become one: it covers one Region only.',
    },
  ]);
  const memory = await readMemory(scene.table, accountId, () => new Date());
  const remembered = memory.kind === 'known' ? memory.subjects[subjectKey(trail)] : undefined;
  expect(remembered?.baseline).toBeUndefined();
});

test('during a planned change nothing is restored, and the first check after it restores', async () => {
  const trail = scene.newTrail();
  await declareExemption(scene, trail, new Date(Date.now() + 3_600_000));
  await stop(scene, trail);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(false);
  expect(await scene.incidentsOn(trail)).toEqual([]);
  await declareExemption(scene, trail, new Date());
  await scene.check(trail);
  expect(await scene.isLogging(trail)).toBe(true);
  expect(await scene.incidentsOn(trail)).toMatchObject([
    { state: 'restored', blindMs: expect.any(Number) },
  ]);
});
