import { DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { attack } from '../../services/cli/local/attack';
import { createTrail } from '../../services/sandbox/cloudtrail/create-trail';
import { startLogging } from '../../services/sandbox/cloudtrail/logging';
import { stopLogging } from '../../shared/techniques/trail/stop-logging';
import { accountJoins } from './account-joins';
import { declareExemption } from './declare-exemption';
import { administratorArn, stop } from './people';
import { Scene, trailAt } from './scene';
import { startsOf, watch } from './watch';

jest.setTimeout(60_000);

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(5);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

test('an account that joins later is guarded as soon as it has been looked at', async () => {
  const trail = await accountJoins(scene, '888899990000');
  await scene.check(trail);
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident.evidence?.actor.principal).toBe(administratorArn(trail));
});

test('an account that is attacked before anyone has looked at it is restored all the same', async () => {
  const trail = await accountJoins(scene, '999900001111');
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'restored');
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

test('a trail of one Region only is restored in that Region', async () => {
  const { accountId } = scene.newTrail();
  const created = createTrail(scene.world, {
    accountId,
    homeRegion: 'eu-west-1',
    name: 'regional',
    settings: {
      s3BucketName: 'trailwarden-logs-333344445555',
      includeGlobalServiceEvents: false,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
      logFileValidationEnabled: true,
    },
  });
  startLogging(created, scene.world.now());
  const trail = trailAt(created.arn);
  const watched = watch(scene);
  await scene.check(trail);
  await stop(scene, trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await scene.isLogging(trail)).toBe(true);
  expect(startsOf(watched, trail)).toMatchObject([{ region: 'eu-west-1' }]);
});

test('while a planned change is declared nothing is restored; the first check after it restores', async () => {
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

test('a guarded trail that is deleted is an escalated incident, never silence', async () => {
  const trail = scene.newTrail();
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'escalated');
  expect(incident.escalation).toBe('It is gone, and no technique says how to bring it back.');
  await scene.check(trail);
  expect(await scene.incidentsOn(trail)).toMatchObject([{ id: incident.id, state: 'escalated' }]);
});
