import {
  type CloudTrailClient,
  DeleteTrailCommand,
  PutEventSelectorsCommand,
  RemoveTagsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { attack } from '../../../services/cli/local/attack';
import { hooks } from '../../../services/sandbox';
import type { Incident } from '../../../shared/domain/incident';
import { techniques } from '../../../shared/tampering/catalogue';
import { start, stop, stopUnheard } from '../people';
import { Scene, type Trail, trailAt } from '../scene';
import { callsOf, watch } from '../watch';
import { wholeTrail } from '../whole-trail';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.alone(20);
});
beforeEach(() => scene.quiet());
afterEach(() => {
  scene.local.sandbox.settings.quotas = false;
});
afterAll(() => scene.close());

const organizationTrail = (): Trail => trailAt(scene.local.organization.organizationTrailArn);

/** The calls that one attacker makes in a second. */
const burst = ({ id }: Trail) => [
  new PutEventSelectorsCommand({
    TrailName: id,
    EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }],
  }),
  new UpdateTrailCommand({ Name: id, S3BucketName: 'mallory', EnableLogFileValidation: false }),
  new RemoveTagsCommand({ ResourceId: id, TagsList: [{ Key: 'guarded-by' }, { Key: 'owner' }] }),
  new StopLoggingCommand({ Name: id }),
];

async function sendAll(client: CloudTrailClient, commands: ReturnType<typeof burst>) {
  for (const command of commands) await client.send(command as StopLoggingCommand);
}

/**
 * The trail is as it was, and its events have all arrived. Its one incident is closed, but for a burst
 * of so many calls that a human is called although everything is back.
 */
async function putBack(trail: Trail, before: unknown): Promise<Incident> {
  await scene.incidentOn(trail, ({ outcome }) => outcome === 'restored');
  await scene.quiet();
  const incident = await scene.incidentOn(trail, ({ state }) => state !== 'open');
  expect(await wholeTrail(scene, trail)).toEqual(before);
  expect(await scene.incidentsOn(trail)).toHaveLength(1);
  return incident;
}

test.each(techniques.trail)('$id is put back exactly, and is one incident', async (technique) => {
  const ofOrganization = technique.id === 'demote-organization-trail';
  const trail = ofOrganization ? organizationTrail() : scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await attack(scene.local, technique, trail);
  const incident = await putBack(trail, before);
  expect(incident).toMatchObject({ state: 'restored', events: 1 });
  expect(incident.techniques).toEqual([technique.id]);
  expect(incident.evidence?.actor.chain[0]).toBe('mallory');
});

const NAMES = [
  'change-tags',
  'narrow-event-selectors',
  'redirect-delivery',
  'stop-logging',
  'turn-off-validation',
];

test('a burst of changes on one trail is put back, and its one incident names every technique', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  const { faults } = scene.world.events;
  faults.hold = true;
  await sendAll(scene.administrator(trail), burst(trail));
  await scene.until('every event waits', async () => faults.held.length === 4);
  hooks.events.releaseDeliveries(faults);
  await scene.until('the incident names all', async () => {
    const [incident] = await scene.incidentsOn(trail);
    return incident?.techniques.length === NAMES.length;
  });
  const incident = await putBack(trail, before);
  expect([...incident.techniques].sort()).toEqual(NAMES);
  expect(incident.events).toBe(4);
});

test('a trail that is changed while it is put back, and then deleted, is whole again in the end', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  const client = scene.administrator(trail);
  await sendAll(client, burst(trail));
  await client.send(new DeleteTrailCommand({ Name: trail.id }));
  await scene.until('the deletion was noticed', async () =>
    (await scene.incidentsOn(trail)).some(({ techniques }) => techniques.includes('delete-trail')),
  );
  await scene.quiet();
  await scene.check(trail);
  expect(await wholeTrail(scene, trail)).toEqual(before);
  expect(await scene.incidentsOn(trail)).toHaveLength(1);
});

test('a deleted trail is made again within AWS’s own quotas', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  scene.local.sandbox.settings.quotas = true;
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
  await scene.until('it logs again', async () => {
    const seen = await wholeTrail(scene, trail);
    await new Promise((resolve) => setTimeout(resolve, 500)); // looking costs quota too
    return JSON.stringify(seen) === JSON.stringify(before);
  });
  scene.local.sandbox.settings.quotas = false;
  await scene.quiet();
  expect(await scene.incidentsOn(trail)).toMatchObject([{ techniques: ['delete-trail'] }]);
});

test('a responder that is killed while it makes a trail again is continued by the next delivery', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  const watched = watch(scene);
  const once = {
    service: 'cloudtrail',
    action: 'CreateTrail',
    accountId: trail.accountId,
    times: 1,
  };
  scene.local.sandbox.faults.add({
    ...once,
    after: () => {
      scene.world.events.faults.hold = true; // our own CreateTrail is an event too
      scene.killResponder();
    },
  });
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
  await scene.until('the responder was killed', async () =>
    watched.entries.some((entry) => entry.kind === 'invocation' && entry.phase === 'killed'),
  );
  expect(await scene.isLogging(trail)).toBe(false); // made, and nothing more
  scene.redeliver();
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  hooks.events.releaseDeliveries(scene.world.events.faults);
  const incident = await putBack(trail, before);
  expect(callsOf(watched, 'CreateTrail')).toHaveLength(1);
  expect(incident.events).toBe(1);
});

test('while the organization’s trail logs, the stop of a trail that was narrowed unheard is heard', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await narrowUnheard(trail);
  await stop(scene, trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await scene.isLogging(trail)).toBe(true);
  await scene.check(trail);
  const incident = await putBack(trail, before);
  expect(incident.techniques).toEqual(expect.arrayContaining(['stop-logging']));
});

test('an only trail that was narrowed silences its account until the next check', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  stopUnheard(scene, organizationTrail());
  await narrowUnheard(trail);
  await stop(scene, trail);
  await scene.quiet();
  expect(await scene.isLogging(trail)).toBe(false);
  expect(await scene.incidentsOn(trail)).toEqual([]);
  await scene.check(trail);
  const incident = await putBack(trail, before);
  expect([...incident.techniques].sort()).toEqual(['narrow-event-selectors', 'stop-logging']);
  await start(scene, organizationTrail());
});

/** Writes are no longer recorded, and the event that says so is lost. */
async function narrowUnheard(trail: Trail): Promise<void> {
  scene.world.events.faults.dropNext = 1;
  const [narrow] = burst(trail);
  if (narrow) await sendAll(scene.administrator(trail), [narrow]);
  await scene.quiet();
}

test('a call that AWS refuses twenty times is one recorded attempt, without a look or a write in the account', async () => {
  const trail = scene.newTrail();
  const watched = watch(scene);
  const forbidden = new StopLoggingCommand({ Name: organizationTrail().id });
  for (let times = 0; times < 20; times += 1) {
    await expect(scene.administrator(trail).send(forbidden)).rejects.toMatchObject({
      name: 'NotOrganizationMasterAccountException',
    });
  }
  const attempts = () => scene.incidentsIn(trail.accountId);
  await scene.until('all of them are on record', async () => (await attempts())[0]?.events === 20);
  await scene.quiet();
  expect(await attempts()).toMatchObject([
    {
      state: 'attempted',
      subjectKey: `account#${trail.accountId}`,
      techniques: ['stop-logging'],
      events: 20,
      blindMs: 0,
    },
  ]);
  for (const action of ['AssumeRole', 'DescribeTrails', 'GetTrailStatus', 'StartLogging']) {
    // The investigator asks afterwards who it was, here and of the stories before.
    const calls = callsOf(watched, action).filter(
      ({ principalArn }) => !principalArn?.includes('trailwarden-investigator'),
    );
    expect(calls).toEqual([]);
  }
  expect(await scene.incidentsOn(organizationTrail())).not.toContainEqual(
    expect.objectContaining({ state: 'attempted' }),
  );
});
