import { expect, test } from '@jest/globals';
import { findIncidents } from '../../../shared/aws/incidents/find-incidents';
import { record } from '../../../shared/aws/incidents/record';
import { type Actor, recordActor } from '../../../shared/aws/incidents/record-actor';
import type { Evidence } from '../../../shared/domain/evidence';
import { aCheck, anEvent } from '../../builders/a-signal';
import { aThrottle } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { WARDEN } from '../../core/trail-world';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';
import { mortalTable } from './mortal-table';

const table = tablePerTest();

test('a check with an old memory does not end a fight', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 3 });
  const old = await trail.recall();
  for (let i = 0; i < 3; i += 1) await trail.deliver([trail.attack()]);
  expect((await trail.incident()).state).toBe('escalated');
  await trail.deliver([aCheck()], { recall: async () => old });
  const { state, escalation } = await trail.incident();
  expect({ state, escalation }).toMatchObject({ state: 'escalated' });
});

test('an event whose change another delivery has put back but not yet recorded finds its incident later', async () => {
  const trail = await GuardedTrail.in(table);
  const { rest } = trail.world;
  trail.world.rest = { ...rest, tags: {} };
  const first = anEvent({ id: 'untagged', evidence: { eventName: 'RemoveTags' } });
  const second = anEvent({ id: 'untagged again', evidence: { eventName: 'RemoveTags' } });
  const faster = await trail.look([first]);
  expect(await trail.deliver([second])).toMatchObject({
    decision: { kind: 'compliant' },
    isUnplaced: true,
  });
  await trail.write(faster);
  expect(await trail.deliver([second])).not.toHaveProperty('isUnplaced');
  expect(await trail.incident()).toMatchObject({ events: 2, redeliveries: 0 });
});

test('a check that finds another stop does not end a fight', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 3 });
  for (let i = 0; i < 3; i += 1) await trail.deliver([trail.attack()]);
  trail.attack();
  await trail.deliver([aCheck()]);
  expect((await trail.incident()).state).toBe('escalated');
});

test('a duplicate met by a warden with an old memory changes one counter', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  const old = await trail.recall();
  await trail.deliver([event]);
  const before = await trail.incident();
  trail.world.pass(10);
  await trail.deliver([event], { recall: async () => old });
  expect(await trail.incident()).toEqual({ ...before, redeliveries: 1 });
});

test('our own StartLogging met by a warden with an old memory changes nothing', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  const old = await trail.recall();
  await trail.deliver([event]);
  const before = await trail.incident();
  trail.world.pass(10);
  const own = anEvent({ id: 'own', evidence: { eventName: 'StartLogging' } });
  await trail.deliver([own], { recall: async () => old });
  expect(await trail.incident()).toEqual(before);
});

test('our own StartLogging does not open a restored incident when the read after it is throttled', async () => {
  const trail = await GuardedTrail.in(table);
  await trail.deliver([trail.attack()]);
  const before = await trail.incident();
  expect(before.state).toBe('restored');
  const actor = { type: 'AssumedRole', principal: WARDEN, chain: [WARDEN] };
  const own = anEvent({ id: 'own', evidence: { eventName: 'StartLogging', actor } });
  trail.world.obstacles.observe.push(aThrottle());
  expect(await trail.deliver([own])).toMatchObject({ outcome: 'escalated', tampering: [] });
  expect(await trail.incident()).toEqual(before);
});

test('an event whose change is already put back joins its incident, also with an old memory', async () => {
  const trail = await GuardedTrail.in(table);
  const old = await trail.recall();
  trail.world.rest = { ...trail.world.rest, tags: {} };
  const untagged = anEvent({ id: 'untagged', evidence: { eventName: 'RemoveTags' } });
  await trail.deliver([untagged]);
  trail.world.pass(10);
  const second = anEvent({ id: 'untagged again', evidence: { eventName: 'RemoveTags' } });
  await trail.deliver([untagged, second], { recall: async () => old });
  expect(await trail.incident()).toMatchObject({ events: 2, redeliveries: 1 });
});

test('looks that are written in the wrong order each name what they found', async () => {
  const trail = await GuardedTrail.in(table);
  await trail.deliver([trail.attack()]);
  trail.world.rest = { ...trail.world.rest, tags: {} };
  const first = await trail.look([
    anEvent({ id: 'untagged', evidence: { eventName: 'RemoveTags' } }),
  ]);
  trail.world.rest = { ...trail.world.rest, insights: [] };
  const second = await trail.look([
    anEvent({ id: 'blunted', evidence: { eventName: 'PutInsightSelectors' } }),
  ]);
  await trail.write(second);
  await trail.write(first);
  const { techniques, events, state } = await trail.incident();
  expect([...techniques].sort()).toEqual(['change-tags', 'drop-insights', 'stop-logging']);
  expect({ events, state }).toEqual({ events: 3, state: 'restored' });
});

test('our own UpdateTrail met by a warden with an old memory changes nothing', async () => {
  const trail = await GuardedTrail.in(table);
  const { settings } = trail.world.rest;
  const old = await trail.recall();
  trail.world.rest = { ...trail.world.rest, settings: { ...settings, s3BucketName: 'mallory' } };
  await trail.deliver([anEvent({ evidence: { eventName: 'UpdateTrail' } })]);
  const before = await trail.incident();
  expect(before).toMatchObject({ state: 'restored', techniques: ['redirect-delivery'], events: 1 });
  const actor = { type: 'AssumedRole', principal: WARDEN, chain: [WARDEN] };
  const own = anEvent({ id: 'own', evidence: { eventName: 'UpdateTrail', actor } });
  await trail.deliver([own], { recall: async () => old });
  expect(await trail.incident()).toEqual(before);
});

test('a responder that dies between counting a late event and escalating is made good by the redelivery', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 2 });
  const event = trail.attack();
  await trail.deliver([event]);
  const late = { ...event, id: 'late' };
  await trail
    .deliver([late], {
      record: async (look) => record({ ...trail.book, table: mortalTable(table, 1) }, look),
    })
    .catch(() => undefined);
  await trail.deliver([late]);
  const { events, state } = await trail.incident();
  expect({ events, state }).toEqual({ events: 2, state: 'escalated' });
});

test('the timeline of a second attack is whole wherever the responder was killed', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 100 });
  await trail.deliver([trail.attack()]);
  for (let writes = 0; writes < 8; writes += 1) {
    const event = trail.attack();
    await trail
      .deliver([event], {
        record: async (look) => record({ ...trail.book, table: mortalTable(table, writes) }, look),
      })
      .catch(() => undefined);
    await trail.deliver([event]);
    const { timeline } = await trail.incident();
    const times = timeline.filter(({ kind }) => kind === 'tampered').map(({ at }) => at);
    expect(times).toHaveLength(2 + writes);
    expect(new Set(times).size).toBe(2 + writes);
  }
});

test('each stop that a look saw is accounted for, also when the next look shows another', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  trail.world.meanwhile.observe.push(
    () => trail.world.stop(),
    () => trail.world.stop(),
  );
  await trail.deliver([event]);
  expect((await trail.incident()).windows).toHaveLength(2);
});

test('an incident that is open again has no time of restoration', async () => {
  const trail = await GuardedTrail.in(table);
  await trail.deliver([trail.attack()]);
  const x = { kind: 'denied', code: 'X', call: 'y' } as const;
  trail.world.obstacles.take.push(x, x);
  await trail.deliver([trail.attack()]);
  const { state, restoredAt } = await trail.incident();
  expect({ state, restoredAt }).toEqual({ state: 'open', restoredAt: undefined });
});

test('a fight that another person ends stays escalated', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 2 });
  const x = { kind: 'denied', code: 'X', call: 'y' } as const;
  await trail.deliver([trail.attack()]);
  trail.world.obstacles.take.push(x, x);
  await trail.deliver([trail.attack()]);
  expect((await trail.incident()).state).toBe('escalated');
  trail.world.start();
  await trail.deliver([aCheck()]);
  expect((await trail.incident()).state).toBe('escalated');
});

/** A stop that no event told of, found by a check, with the call that the records have of it. */
async function unheard() {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  await trail.deliver([aCheck()]);
  const { id } = await trail.incident();
  const { eventTime } = event;
  const evidence: Evidence = { ...event.evidence, eventTime, certainty: 'likely' };
  const walk = (different: Partial<Actor> = {}) =>
    recordActor(table, id, { ...NO_ONE, tracedAt: at(100), evidence, ...different });
  return { trail, event, evidence, walk };
}

const NO_ONE = {
  lineage: { links: [], ends: 'unknown', why: 'said', unread: [] },
  contacts: { contacts: [], asked: [] },
} as const;

test('the record of an unheard stop is its evidence and is found by its actor, but counts as no event', async () => {
  const { trail, evidence, walk } = await unheard();
  await walk();
  await walk();
  const incident = await trail.incident();
  expect(incident).toMatchObject({ evidence, events: 0, state: 'restored' });
  expect(incident.actors).toContain(evidence.actor.principal);
  expect(incident.timeline.filter(({ kind }) => kind === 'tampered')).toHaveLength(1);
  const found = [];
  for await (const one of findIncidents(table, { actor: evidence.actor.principal }))
    found.push(one);
  expect(found.map(({ id }) => id)).toEqual([incident.id]);
});

test('the recorded call stands in the timeline as tampering at its own time, before the steps', async () => {
  const { trail, event, walk } = await unheard();
  await walk();
  const { timeline } = await trail.incident();
  const [first] = timeline;
  expect(first).toMatchObject({ at: event.eventTime, kind: 'tampered' });
  expect(first?.text).toMatch(
    /^StopLogging by \S+ from \S+ \(likely; found in Event history; no event told of it\)$/,
  );
});

test('an event that is heard after all replaces the likely evidence, and is never replaced itself', async () => {
  const { trail, event, evidence, walk } = await unheard();
  await walk();
  await trail.deliver([event]);
  const { certainty: _, ...heard } = evidence;
  const incident = await trail.incident();
  expect(incident.evidence).toEqual(heard);
  const told = incident.timeline.filter(({ kind }) => kind === 'tampered');
  expect(told.map(({ text }) => text.includes('likely'))).toEqual([false]);
  await walk({ tracedAt: at(200) });
  expect((await trail.incident()).evidence).toEqual(heard);
});

test('a later event does not take the place of the first who likely did it', async () => {
  const { trail, evidence, walk } = await unheard();
  await walk();
  await trail.deliver([trail.attack()]);
  expect(await trail.incident()).toMatchObject({ evidence, events: 1 });
});

test('a call with one of our roles that no event reported is escalated, although everything was put back', async () => {
  const { trail, walk } = await unheard();
  await walk({ impostor: true });
  expect(await trail.incident()).toMatchObject({
    state: 'escalated',
    techniques: ['become-guard', 'stop-logging'],
    escalation: expect.stringMatching(/^A caller has become one of Trailwarden's own roles/),
  });
});
