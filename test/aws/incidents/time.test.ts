import { beforeEach, expect, test } from '@jest/globals';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { record, recordUnseen } from '../../../shared/aws/incidents/record';
import { accountKey, episodeKey, update } from '../../../shared/aws/table/table';
import type { EventSignal } from '../../../shared/domain/signal';
import { subjectKey } from '../../../shared/domain/subject';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import { partlyBlindText } from '../../../shared/tell/partly-blind';
import { aCheck, anEvent } from '../../builders/a-signal';
import { aTrail } from '../../builders/a-trail';
import { aDenial } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';
import { readEpisode } from './read-episode';

const table = tablePerTest();
let trail: GuardedTrail;

beforeEach(async () => {
  trail = await GuardedTrail.in(table);
});

const DAY = 86_400;
const now = () => trail.world.now().toISOString();

/** Deletes the trail and returns the event of it. */
function deletion(id = 'deleted'): EventSignal {
  trail.world.exists = false;
  const time = now();
  const place = { id: `${id} ${time}`, eventTime: time, receivedAt: time };
  return anEvent({ ...place, evidence: { eventName: 'DeleteTrail' } });
}

/** The same hand takes the tags away; the event of it. */
function untagging(id: string): EventSignal {
  trail.world.rest = { ...trail.world.rest, tags: {} };
  const time = now();
  return anEvent({ id, eventTime: time, receivedAt: time, evidence: { eventName: 'RemoveTags' } });
}

test('a partly blind time that has ended does not grow with a later stop', async () => {
  const { world } = trail;
  const { settings } = world.rest;
  world.rest = { ...world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  const time = now();
  const redirection = { id: 'redirected', eventTime: time, receivedAt: time };
  await trail.deliver([
    anEvent({ ...redirection, evidence: { eventName: 'UpdateTrail' } }),
    trail.attack(),
  ]);
  const before = partlyBlindText(await trail.incident());
  expect(before).toContain(
    `its files went to s3://mallory/organization, from ${time} (by the event) to `,
  );
  world.pass(300);
  await trail.deliver([trail.attack()]);
  const incident = await trail.incident();
  expect(incident).toMatchObject({ events: 3, restoredAt: expect.any(String) });
  expect(partlyBlindText(incident)).toBe(before);
});

test('a redirect that could not be put back is one partly blind time, from the call until a later look puts it back', async () => {
  const { world } = trail;
  const { settings } = world.rest;
  world.rest = { ...world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  const time = now();
  const called = { id: 'redirected', eventTime: time, receivedAt: time };
  world.obstacles.take.push(aDenial());
  world.obstacles.observe.push(undefined, aDenial());
  await trail.deliver([anEvent({ ...called, evidence: { eventName: 'UpdateTrail' } })]);
  const from = { at: time, source: 'event' };
  const what = 'its files went to s3://mallory/organization';
  const redirected = { technique: 'redirect-delivery', part: 'settings', what, from };
  expect((await trail.incident()).blindInPart).toEqual([redirected]);
  world.pass(300);
  world.obstacles.take.push(aDenial());
  await trail.deliver([aCheck()]);
  expect((await trail.incident()).blindInPart).toEqual([redirected]);
  world.pass(300);
  const { taken } = await trail.deliver([aCheck()]);
  const to = { at: taken.at(-1)?.answeredAt, source: 'clock' };
  expect((await trail.incident()).blindInPart).toEqual([{ ...redirected, to }]);
});

test('the windows of two looks that are written in the wrong order both count', async () => {
  const first = trail.attack();
  const earlier = await trail.look([first]);
  trail.world.pass(30);
  const later = await trail.look([trail.attack()]);
  await trail.write(later);
  await trail.write(earlier);
  const { windows, blindMs, events } = await trail.incident();
  const alone = [...earlier.windows, ...later.windows].map(
    ({ from, to }) => Date.parse(to?.at ?? '') - Date.parse(from.at),
  );
  expect(events).toBe(2);
  expect(windows).toHaveLength(2);
  expect(blindMs).toBe(alone.reduce((sum, ms) => sum + ms, 0));
});

test('a second deletion counts from its own event, beside a duplicate of the first', async () => {
  const first = deletion();
  await trail.deliver([first]);
  const before = (await trail.incident()).blindMs;
  trail.world.pass(60);
  const second = deletion();
  trail.world.pass(3_000);
  await trail.deliver([first, second]);
  const { blindMs, windows } = await trail.incident();
  expect(blindMs - before).toBeGreaterThan(3_000_000);
  expect(windows.at(-1)?.from).toEqual({ at: second.eventTime, source: 'event' });
});

test('a deletion three days later is dated by its own event, also when the first event comes again with it', async () => {
  const first = deletion();
  await trail.deliver([first]);
  trail.world.pass(3 * DAY);
  const second = deletion();
  trail.world.pass(10);
  await trail.deliver([first, second]);
  const [latest, earlier] = await trail.incidents();
  expect(latest?.blindMs).toBeLessThan(60_000);
  expect(latest).toMatchObject({ events: 1, evidence: { eventId: second.evidence.eventId } });
  expect(earlier).toMatchObject({ events: 1, redeliveries: 1 });
});

test('a stop in the second in which the trail is deleted does not hide the deletion', async () => {
  await trail.deliver([trail.attack()]);
  const event = deletion();
  trail.world.pass(3_000);
  await trail.deliver([event]);
  const total = (await trail.incidents()).reduce((sum, { blindMs }) => sum + blindMs, 0);
  expect(total).toBeGreaterThan(3_000_000);
});

test('a stop that is heard after the deletion was dark until the deletion', async () => {
  const stop = trail.attack();
  trail.world.pass(600);
  await trail.deliver([deletion()]);
  await trail.deliver([stop]);
  expect((await trail.incident()).blindMs).toBeGreaterThanOrEqual(600_000);
});

test("an old event that is delivered again is the old incident's", async () => {
  const monday = trail.attack();
  await trail.deliver([monday]);
  trail.world.pass(3 * DAY);
  const evil = anEvent({
    ...trail.attack(),
    evidence: { actor: { type: 'IAMUser', principal: 'user/evil', chain: ['user/evil'] } },
  });
  await trail.deliver([evil]);
  await trail.deliver([monday]);
  const [thursday, first] = await trail.incidents();
  expect(thursday).toMatchObject({ events: 1, actors: ['user/evil'] });
  expect(thursday?.timeline.filter(({ kind }) => kind === 'tampered')).toHaveLength(1);
  expect(first).toMatchObject({ events: 1, redeliveries: 1 });
});

test('an old event is not the evidence of a check’s finding today, but an incident of its own', async () => {
  const monday = trail.attack();
  trail.world.start();
  await trail.deliver([aCheck()]);
  trail.world.pass(3 * DAY);
  trail.attack();
  await trail.deliver([aCheck()]);
  const [thursday] = await trail.incidents();
  await trail.deliver([monday]);
  const after = (await trail.incidents()).find(({ id }) => id === thursday?.id);
  expect(after).toMatchObject({ events: 0, actors: [] });
  expect(after).not.toHaveProperty('evidence');
  const [counted] = (await trail.incidents()).filter(({ events }) => events === 1);
  expect(counted).toMatchObject({ evidence: { eventId: monday.evidence.eventId } });
});

test('an old event without an incident opens one that says it was heard late', async () => {
  const monday = { ...trail.attack(), eventTime: at(-5 * DAY) };
  trail.world.start();
  const tuesday = { ...monday, id: 'tuesday', eventTime: at(-4 * DAY) };
  await trail.deliver([aCheck()]);
  await trail.deliver([monday]);
  await trail.deliver([monday]);
  await trail.deliver([tuesday]);
  const late = (await trail.incidents()).filter(({ events }) => events > 0);
  expect(late).toHaveLength(2);
  expect(
    late.map(({ state, sentence }) => ({ state, late: /heard of late/.test(sentence) })),
  ).toEqual([
    { state: 'restored', late: true },
    { state: 'restored', late: true },
  ]);
});

test('an older look that is written later moves neither the incident nor its slot', async () => {
  trail.world.obstacles.take.push(undefined);
  const earlier = await trail.look([untagging('untagged')]);
  trail.world.rest = { ...trail.world.rest, tags: {} };
  trail.world.obstacles.take.push(aDenial(), aDenial(), aDenial());
  const later = await trail.look([untagging('untagged again')]);
  expect([earlier.outcome, later.outcome]).toEqual(['restored', 'failed']);
  await trail.write(later);
  await trail.write(earlier);
  expect(await readEpisode(table, trail.world.trail)).toMatchObject({ state: 'open' });
  expect(await trail.incident()).toMatchObject({ state: 'open' });
  trail.world.rest = {
    ...trail.world.rest,
    tags:
      earlier.observation.kind === 'present'
        ? ((earlier.observation.state as { tags?: Record<string, string> }).tags ?? {})
        : {},
  };
  await trail.deliver([aCheck()]);
  expect(await trail.incident()).toMatchObject({ state: 'restored' });
});

test('a check ends an open incident whose slot is already restored', async () => {
  trail.world.obstacles.take.push(aDenial(), aDenial());
  await trail.deliver([trail.attack()]);
  trail.world.start();
  const { episode: _, ...memory } = await subject();
  const whole = { ...memory, episode: { ...(await slot()), state: 'restored' as const } };
  const key = 'trail#arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const recalled = await trail.recall();
  if (recalled.kind !== 'known') throw new Error('the table answers');
  await trail.deliver([aCheck()], {
    recall: async () => ({ ...recalled, subjects: { [key]: whole } }),
  });
  expect(await trail.incident()).toMatchObject({ state: 'restored' });
});

const slot = async () => {
  const episode = await readEpisode(table, trail.world.trail);
  if (!episode) throw new Error('there is no episode');
  return episode;
};
const subject = async () => {
  const memory = await trail.recall();
  const [only] = memory.kind === 'known' ? Object.values(memory.subjects) : [];
  if (!only) throw new Error('nothing is remembered');
  return only;
};

test('the time until which everything is accounted for never goes back', async () => {
  const earlier = await trail.look([trail.attack()]);
  trail.world.pass(60);
  const later = await trail.look([trail.attack()]);
  await trail.write(later);
  await trail.write(earlier);
  expect((await slot()).accountedUntil).toBe(later.windows.at(-1)?.from.at);
});

test('a slow writer does not take the slot back from a newer incident', async () => {
  const event = trail.attack();
  const slow = await trail.look([event]);
  await trail.write(slow);
  trail.world.pass(2 * 3_600);
  await trail.deliver([trail.attack()]);
  const before = await slot();
  await trail.write(slow);
  expect(await slot()).toMatchObject({ incidentId: before.incidentId, state: before.state });
  expect(await trail.incidents()).toHaveLength(2);
});

test('when two looks have the same millisecond, the one that is written last stands', async () => {
  trail.world.obstacles.take.push(aDenial(), aDenial());
  const failed = await trail.look([trail.attack()]);
  await trail.write(failed);
  const whole = await trail.look([aCheck()]);
  const same = { ...whole.observation, observedAt: failed.observation.observedAt };
  await trail.write({ ...whole, observation: same });
  expect(await trail.incident()).toMatchObject({ state: 'restored' });
  expect(await slot()).toMatchObject({ state: 'restored' });
});

test('a planned change that is declared while an incident is open does not close it', async () => {
  trail.world.obstacles.take.push(aDenial(), aDenial());
  await trail.deliver([trail.attack()]);
  const look = await trail.look([aCheck()]);
  const exempt = { kind: 'exempt', until: at(DAY), findings: [] } as const;
  const { restoredAt: _, ...before } = await trail.incident();
  await record(trail.book, { ...look, decision: exempt, findings: [], outcome: 'unchanged' });
  expect(await trail.incident()).toEqual(before);
});

test('a delivery that closes two windows tells its steps once', async () => {
  trail.world.meanwhile.observe.push(
    () => trail.world.stop(),
    () => trail.world.stop(),
  );
  await trail.deliver([trail.attack()]);
  await trail.deliver([aCheck()]);
  trail.world.pass(30);
  trail.world.meanwhile.observe.push(
    () => trail.world.stop(),
    () => trail.world.stop(),
  );
  await trail.deliver([trail.attack()]);
  const { timeline, windows } = await trail.incident();
  expect(windows.length).toBeGreaterThanOrEqual(3);
  const texts = timeline.map((entry) => `${entry.at} ${entry.kind} ${entry.text}`);
  expect(new Set(texts).size).toBe(texts.length);
});

test('an event that left no trace is told on an incident of its own', async () => {
  await trail.deliver([untagging('untagged')]);
  const [first] = await trail.incidents();
  await acknowledge(table, first?.id ?? '', { as: 'handled', by: 'alice', at: now() });
  trail.world.pass(30 * DAY);
  const time = now();
  const evidence = { eventName: 'UpdateTrail' };
  const event = anEvent({ id: 'undone', eventTime: time, receivedAt: time, evidence });
  const look = await trail.deliver([event]);
  expect(look).toMatchObject({ isUnplaced: true });
  await recordUnseen(trail.book, look);
  await recordUnseen(trail.book, look);
  const [second, ...others] = await trail.incidents();
  expect(others).toHaveLength(1);
  expect(second).toMatchObject({
    events: 1,
    state: 'restored',
    acknowledged: false,
    severity: 'medium',
    sentence: expect.stringContaining('left nothing to be seen'),
  });
});

test('trails that are made and deleted under ever new names do not fill the memory of their account', async () => {
  const { accountId } = trail.world.trail;
  for (let made = 1; made <= 50; made += 1) {
    const key = subjectKey(aTrail({ name: `invented-${made}` }));
    const row = { kind: 'episode', subjectKey: key, incidentId: `inc-${made}`, state: 'restored' };
    await update(table, { key: { pk: accountKey(accountId), sk: episodeKey(key) }, set: row });
  }
  for (const name of ['one', 'two', 'three']) {
    const invented = GuardedTrail.of(table, aTrail({ name }));
    invented.world.exists = false;
    const time = now();
    const place = { eventTime: time, receivedAt: time };
    const evidence = { eventName: 'DeleteTrail' };
    const look = await invented.deliver([anEvent({ id: `deleted ${name}`, ...place, evidence })]);
    await recordUnseen(trail.book, look, await invented.recall());
  }
  const memory = await trail.recall();
  // The guarded one, those of before, and one for all that came after them.
  expect(memory.kind === 'known' && Object.keys(memory.subjects)).toHaveLength(52);
  expect(await trail.incident()).toMatchObject({ events: 3 });
});

test('a deleted trail without a baseline is told as deleted only', async () => {
  const own = GuardedTrail.of(table, aTrail({ name: 'own' }));
  const time = own.world.now().toISOString();
  own.world.exists = false;
  const place = { eventTime: time, receivedAt: time };
  const event = anEvent({ id: 'deleted', ...place, evidence: { eventName: 'DeleteTrail' } });
  const look = await own.deliver([event]);
  expect(look).toMatchObject({ isUnplaced: true });
  await recordUnseen(own.book, look);
  const incident = await own.incident();
  expect(incident).toMatchObject({ standing: 'gone', techniques: ['delete-trail'] });
  expect(incident.sentence).toContain('it is gone');
  expect(headlineOf(incident)).toBe(
    'Trail own was deleted; it is gone: it had no baseline, so nothing puts it back.',
  );
});
