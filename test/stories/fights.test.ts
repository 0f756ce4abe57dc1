import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { attack } from '../../services/cli/local/attack';
import { hooks } from '../../services/sandbox';
import { stopLogging } from '../../shared/tampering/trail/stop-logging/technique';
import { stop } from './people';
import { Scene } from './scene';
import { linesOf, startsOf, watch } from './watch';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(4);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

test('a stopped trail logs again within one signal, and the incident names the actor’s whole chain', async () => {
  const trail = scene.newTrail();
  await attack(scene.local, stopLogging, trail);
  const incident = await scene.accountOf(trail);
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident.evidence?.actor.chain).toEqual([
    'mallory',
    `arn:aws:iam::${trail.accountId}:role/Developer`,
    `arn:aws:sts::${trail.accountId}:assumed-role/Developer/mallory`,
  ]);
});

test('the warden’s own StartLogging causes one look, which is compliant, and no further StartLogging', async () => {
  const trail = scene.newTrail();
  const watched = watch(scene);
  const { faults } = scene.world.events;
  const own = { service: 'cloudtrail', action: 'StartLogging', accountId: trail.accountId };
  scene.local.sandbox.faults.add({
    ...own,
    times: 1,
    after: () => {
      faults.hold = true;
    },
  });
  await stop(scene, trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  await scene.quiet();
  const lookedBefore = linesOf(watched, 'decision').length;
  hooks.events.releaseDeliveries(faults);
  await scene.until('the warden heard of its own call', async () =>
    linesOf(watched, 'signal').some(({ what }) => what === 'StartLogging'),
  );
  await scene.quiet();
  const since = linesOf(watched, 'decision').slice(lookedBefore);
  expect(since).toMatchObject([{ decision: 'compliant', outcome: 'unchanged' }]);
  expect(startsOf(watched, trail)).toHaveLength(1);
  expect(await scene.incidentsOn(trail)).toMatchObject([{ outcome: 'restored', events: 1 }]);
});
test('a trail that is stopped ten times is put back ten times, in one incident that calls a person', async () => {
  const trail = scene.newTrail();
  for (let times = 1; times <= 10; times += 1) {
    await stop(scene, trail);
    await scene.until(`it logs again after ${times} stops`, () => scene.isLogging(trail));
  }
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(true);
  expect(await scene.incidentsOn(trail)).toMatchObject([
    {
      state: 'escalated',
      events: 10,
      escalation: expect.stringContaining('someone keeps undoing the restoration'),
    },
  ]);
});
