import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { stopEvent } from '../../services/cli/local/stop-event';
import { hooks } from '../../services/sandbox';
import { administratorArn, start, stop, stopUnheard } from './people';
import { Scene } from './scene';
import { signalsFrom, startsOf, watch } from './watch';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(8);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

test('an event that EventBridge delivers twice is one incident with one event', async () => {
  const trail = scene.newTrail();
  const watched = watch(scene);
  scene.world.events.faults.duplicateNext = 1;
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  await scene.quiet();
  expect(signalsFrom(watched, trail).filter((what) => what === 'StopLogging')).toHaveLength(2);
  expect(await scene.isLogging(trail)).toBe(true);
  expect(await scene.incidentsOn(trail)).toMatchObject([{ id: incident.id, events: 1 }]);
});

test('a message that SQS delivers again while it is worked on is one incident with one event', async () => {
  const trail = scene.newTrail();
  const { accountId } = trail;
  const again = { service: 'cloudtrail', action: 'StartLogging', accountId, times: 1 };
  scene.local.sandbox.faults.add({ ...again, after: () => scene.redeliver() });
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ redeliveries }) => redeliveries > 0);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident).toMatchObject({ state: 'restored', events: 1, redeliveries: 1 });
  expect(incident.windows).toHaveLength(1);
});

test('a stop and a start that arrive in the wrong order are one incident, with the times that AWS gives', async () => {
  const trail = scene.newTrail();
  const { faults } = scene.world.events;
  faults.hold = true;
  await stop(scene, trail);
  await start(scene, trail);
  await scene.until('both events wait', async () => faults.held.length === 2);
  hooks.events.releaseDeliveries(faults, 'reversed');
  const incident = await scene.accountOf(trail);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(true);
  expect(await scene.incidentsOn(trail)).toHaveLength(1);
  expect(incident.windows).toMatchObject([
    { from: { source: 'GetTrailStatus' }, to: { source: 'GetTrailStatus' } },
  ]);
  expect(incident.evidence?.actor.principal).toBe(administratorArn(trail));
});

test('a stop whose event is lost lasts until the next check, which finds its time and its likely actor', async () => {
  const trail = scene.newTrail();
  scene.world.events.faults.dropNext = 1;
  await stop(scene, trail);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(false);
  expect(await scene.incidentsOn(trail)).toEqual([]);
  await scene.check(trail);
  expect(await scene.isLogging(trail)).toBe(true);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  // Event history may have been asked by now: it knows who made such a call, and not that it was this one.
  expect(incident.evidence?.certainty ?? 'likely').toBe('likely');
  expect(incident).toMatchObject({
    events: 0,
    techniques: ['stop-logging'],
    windows: [{ from: { source: 'GetTrailStatus' }, to: { source: 'GetTrailStatus' } }],
  });
});

test('an event without a caller, an address or parameters restores the trail, and the incident says unknown', async () => {
  const trail = scene.newTrail();
  stopUnheard(scene, trail);
  const { accountId, region } = trail;
  hooks.events.putServiceEvent(scene.world, {
    accountId,
    region,
    source: 'aws.cloudtrail',
    detailType: 'AWS API Call via CloudTrail',
    time: scene.world.now(),
    detail: {
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      eventID: '6a1d1b8e-51a4-4e0f-8a5b-0d1f6c0f9a11',
    },
  });
  const incident = await scene.accountOf(trail);
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident.evidence?.actor).toEqual({
    type: 'Unknown',
    principal: 'unknown',
    chain: ['unknown'],
  });
  expect(incident.evidence?.sourceIp).toBeUndefined();
  expect(incident.windows).toMatchObject([{ from: { source: 'GetTrailStatus' } }]);
});

test('a message that is not JSON is set aside with its reason, and its batch mates are served', async () => {
  const [one, other] = [scene.newTrail(), scene.newTrail()];
  stopUnheard(scene, one);
  stopUnheard(scene, other);
  const watched = watch(scene);
  await scene.signals.sendTogether([stopEvent(one), 'not JSON', stopEvent(other)]);
  await scene.incidentOn(one, ({ state }) => state === 'restored');
  await scene.incidentOn(other, ({ state }) => state === 'restored');
  await scene.quiet();
  expect([await scene.isLogging(one), await scene.isLogging(other)]).toEqual([true, true]);
  expect(await scene.signals.deadLetters()).toContainEqual({
    body: 'not JSON',
    reason: 'The message is not JSON.',
  });
  expect(startsOf(watched, one)).toHaveLength(1);
});

test('a stop whose event comes long after that of the start is one incident that names the actor', async () => {
  const trail = scene.newTrail();
  const { faults } = scene.world.events;
  faults.hold = true;
  await stop(scene, trail);
  await start(scene, trail);
  await scene.until('both events wait', async () => faults.held.length === 2);
  faults.hold = false;
  const [late, early] = faults.held.splice(0);
  early?.();
  await scene.incidentOn(trail, ({ windows }) => windows.length > 0);
  await scene.quiet();
  late?.();
  const incident = await scene.accountOf(trail);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident).toMatchObject({ state: 'restored', events: 1 });
  expect(incident.windows).toHaveLength(1);
  expect(incident.evidence?.actor.principal).toBe(administratorArn(trail));
});
