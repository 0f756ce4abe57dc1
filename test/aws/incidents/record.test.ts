import { expect, test } from '@jest/globals';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { noteMending } from '../../../shared/aws/memory';
import type { EventSignal } from '../../../shared/domain/signal';
import { say } from '../../../shared/tell/notify/say';
import { transitionsOf } from '../../../shared/tell/notify/transitions-of';
import { blindText } from '../../../shared/tell/report/sections/at-a-glance';
import { aFinding } from '../../builders/a-finding';
import { anExemption } from '../../builders/a-memory';
import { aCheck, anEvent } from '../../builders/a-signal';
import { aTrail } from '../../builders/a-trail';
import { aTrailState } from '../../builders/a-trail-state';
import { aDenial, aThrottle } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { aNotice } from '../../notify/a-notice';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';

const table = tablePerTest();

test('a stopped trail is one incident that says who, what, when and for how long', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  await trail.deliver([event]);
  expect(await trail.incident()).toMatchObject({
    id: expect.stringMatching(/^inc-20261121t2000\d\d-[0-9a-f]{6}$/),
    subjectKey: 'trail#arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    accountId: '111122223333',
    region: 'us-east-1',
    state: 'restored',
    outcome: 'restored',
    severity: 'critical',
    acknowledged: false,
    techniques: ['stop-logging'],
    actors: [
      'arn:aws:iam::111122223333:role/Deploy',
      'arn:aws:sts::111122223333:assumed-role/Deploy/mallory',
    ],
    evidence: event.evidence,
    sentence: 'Trail main was stopped and is logging again.',
    events: 1,
    redeliveries: 0,
    blindMs: Date.parse(trail.world.status.startedAt?.at ?? '') - Date.parse(event.eventTime),
    windows: [{ from: trail.world.status.stoppedAt, to: trail.world.status.startedAt }],
    timeline: [
      { kind: 'tampered', text: expect.stringContaining('from 203.0.113.9') },
      { kind: 'noticed', text: 'noticed through an event' },
      { kind: 'step', text: expect.stringMatching(/^cloudtrail:StartLogging .*: accepted$/) },
      { kind: 'restored', text: 'read back: as its baseline says' },
    ],
  });
});

test('a second delivery of an event changes one counter, and nothing else', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  await trail.deliver([event]);
  const before = await trail.incident();
  await trail.deliver([event]);
  expect(await trail.incident()).toEqual({ ...before, redeliveries: 1 });
});

test('an event twice in one delivery is one event', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  await trail.deliver([event, event]);
  expect(await trail.incident()).toMatchObject({ events: 1 });
});

test('twenty wardens at once open one incident, and count each event and its window once', async () => {
  const trail = await GuardedTrail.in(table);
  const first = trail.attack();
  const events = Array.from({ length: 20 }, (_, index) => ({ ...first, id: `stop-${index % 10}` }));
  await Promise.all(events.map((event) => trail.deliver([event])));
  expect(await trail.incident()).toMatchObject({
    events: 10,
    redeliveries: 10,
    windows: [{ from: trail.world.status.stoppedAt, to: trail.world.status.startedAt }],
  });
});

test('a warden with an old memory counts no window twice', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  const old = await trail.recall();
  await trail.deliver([event]);
  const { windows, blindMs } = await trail.incident();
  await trail.deliver([aCheck()], { recall: async () => old });
  expect(await trail.incident()).toMatchObject({ windows, blindMs, events: 1 });
});

test('tampering again within the quiet period joins the incident, with a window of its own', async () => {
  const trail = await GuardedTrail.in(table);
  await trail.deliver([trail.attack()]);
  trail.world.pass(59 * 60);
  await trail.deliver([trail.attack()]);
  const incident = await trail.incident();
  expect(incident).toMatchObject({ state: 'restored', events: 2 });
  expect(incident.windows).toHaveLength(2);
});

test('tampering after the quiet period is a new incident', async () => {
  const trail = await GuardedTrail.in(table);
  await trail.deliver([trail.attack()]);
  trail.world.pass(61 * 60);
  await trail.deliver([trail.attack()]);
  expect(await trail.incidents()).toMatchObject([{ events: 1 }, { events: 1 }]);
});

/** A note of a delivery that put a bucket back at that time, and was ended. */
function lost(trail: GuardedTrail, since: string): Promise<void> {
  const found = [aFinding('redirect-delivery')];
  const what = 'its files went to s3://x';
  const part = { technique: 'redirect-delivery', part: 'settings', what };
  const blindInPart = [{ ...part, from: { at: since, source: 'clock' as const } }];
  return noteMending(trail.book.table, trail.world.trail, {
    since,
    found,
    windows: [],
    blindInPart,
  });
}

test.each(['an hour of quiet', 'an answer', 'neither'])(
  'what a killed delivery put back after %s is an incident of its own',
  async (what) => {
    const trail = await GuardedTrail.in(table);
    await trail.deliver([trail.attack()]);
    const { id } = await trail.incident();
    if (what === 'an answer') {
      const at = trail.world.now().toISOString();
      await acknowledge(table, id, { as: 'planned', by: 'a person', at });
    }
    trail.world.pass(what === 'an hour of quiet' ? 7_200 : 30);
    await lost(trail, trail.world.now().toISOString());
    trail.world.pass(60);
    await trail.deliver([aCheck()]);
    const [newest, ...others] = await trail.incidents();
    expect(newest).toMatchObject({ state: 'restored', techniques: ['redirect-delivery'] });
    expect(newest?.follows).toBe(what === 'an hour of quiet' ? undefined : id);
    expect(others).toMatchObject([{ id, techniques: ['stop-logging'] }]);
  },
);

test('what was written down, and whose note was not forgotten, is not told again', async () => {
  const trail = await GuardedTrail.in(table);
  const since = trail.world.now().toISOString();
  const { rest } = trail.world;
  trail.world.rest = { ...rest, settings: { ...rest.settings, s3BucketName: 'x' } };
  await trail.deliver([aCheck()]);
  const before = await trail.incident();
  await lost(trail, since);
  trail.world.pass(60);
  await trail.deliver([aCheck()]);
  expect(await trail.incident()).toMatchObject({
    events: before.events,
    timeline: before.timeline,
  });
});

test('an incident that is not restored takes repeats at any later time', async () => {
  const trail = await GuardedTrail.in(table);
  trail.world.obstacles.take.push(aDenial(), aDenial());
  await trail.deliver([trail.attack()]);
  expect(await trail.incident()).toMatchObject({ state: 'open', outcome: 'failed' });
  trail.world.pass(24 * 3_600);
  await trail.deliver([aCheck()]);
  expect(await trail.incident()).toMatchObject({ state: 'restored', outcome: 'restored' });
});

test('a trail that was stopped and cannot be read is dark since the stop, until a look reads it', async () => {
  const trail = await GuardedTrail.in(table);
  trail.world.obstacles.take.push(aDenial());
  trail.world.obstacles.observe.push(aDenial(), aDenial());
  const event = trail.attack();
  await trail.deliver([event]);
  const dark = { blindSince: event.eventTime, unread: 'now' };
  expect(await trail.incident()).toMatchObject({ state: 'escalated', ...dark });
  expect(blindText(await trail.incident())).toBe(
    `since ${event.eventTime}, not known whether it is over`,
  );
  await trail.deliver([aCheck()]);
  expect(await trail.incident()).toMatchObject(dark);
  await trail.deliver([aCheck()]);
  const over = await trail.incident();
  expect(over).toMatchObject({
    state: 'restored',
    windows: [{ to: trail.world.status.startedAt }],
  });
  expect(over.blindSince).toBeUndefined();
});

test('an attacker who stops the trail ten times is one incident that calls a person', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 5 });
  const states: string[] = [];
  for (let stops = 1; stops <= 10; stops += 1) {
    await trail.deliver([trail.attack()]);
    expect(trail.world.status.isLogging).toBe(true);
    states.push((await trail.incident()).state);
  }
  expect(states).toEqual([...Array(4).fill('restored'), ...Array(6).fill('escalated')]);
  const incident = await trail.incident();
  expect(incident).toMatchObject({
    events: 10,
    escalation: 'It is tampered with again and again; someone keeps undoing the restoration.',
  });
  expect(incident.windows).toHaveLength(10);
  const event = trail.attack();
  trail.world.obstacles.take.push(...Array.from({ length: 9 }, () => aThrottle()));
  await trail.deliver([event]);
  expect((await trail.incident()).escalation).toMatch(
    /keeps undoing the restoration\. cloudtrail:StartLogging was throttled/, // what is in the way too
  );
});

test('stops that only looks find are a fight as well, each counted once, and their late events are no further blows', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 3 });
  const states: string[] = [];
  const stops: EventSignal[] = [];
  for (let stop = 1; stop <= 5; stop += 1) {
    trail.world.pass(20);
    stops.push(trail.attack());
    await trail.deliver([aCheck()]);
    await trail.deliver([aCheck()]);
    states.push((await trail.incident()).state);
  }
  expect(states).toEqual(['restored', 'restored', ...Array(3).fill('escalated')]);
  const fight = await trail.incident();
  expect(fight).toMatchObject({
    events: 0,
    escalation: 'It is tampered with again and again; someone keeps undoing the restoration.',
  });
  expect(fight.windows).toHaveLength(5);
  const [first] = stops;
  if (!first) throw new Error('There was none.');
  await trail.deliver([first]);
  expect((await trail.incident()).again?.times).toBe(5);
});

test('two stops that checks find and whose events come late are counted as two attacks', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 3 });
  const stops = [trail.attack()];
  await trail.deliver([aCheck()]);
  trail.world.pass(20);
  stops.push(trail.attack());
  await trail.deliver([aCheck()]);
  await trail.deliver(stops);
  expect(await trail.incident()).toMatchObject({ events: 2, state: 'restored' });
});

test('events that arrive after the restoration still count towards a fight', async () => {
  const trail = await GuardedTrail.in(table, { escalateAfter: 3 });
  const event = trail.attack();
  await trail.deliver([event]);
  await trail.deliver([{ ...event, id: 'late-1' }]);
  await trail.deliver([{ ...event, id: 'late-2' }]);
  expect(await trail.incident()).toMatchObject({ events: 3, state: 'escalated' });
});

test('an account that cannot be reached is an escalated incident until it is reached', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  trail.world.obstacles.take.push(aDenial());
  trail.world.obstacles.observe.push(aDenial());
  await trail.deliver([event]);
  expect(await trail.incident()).toMatchObject({
    state: 'escalated',
    outcome: 'escalated',
    techniques: ['stop-logging'],
    escalation: 'sts:AssumeRole was denied (AccessDenied)',
  });
  await trail.deliver([event]);
  const incident = await trail.incident();
  expect(incident).toMatchObject({ state: 'restored', outcome: 'restored', redeliveries: 1 });
  expect(incident).not.toHaveProperty('escalation');
  expect(incident).not.toHaveProperty('blindSince');
});

test('a trail that could not be started is blind since its stop, and says so until it logs', async () => {
  const trail = await GuardedTrail.in(table);
  trail.world.obstacles.take.push(aDenial(), aDenial());
  const event = trail.attack();
  await trail.deliver([event]);
  expect(await trail.incident()).toMatchObject({ blindSince: event.eventTime, windows: [] });
  await trail.deliver([event]);
  const incident = await trail.incident();
  expect(incident).not.toHaveProperty('blindSince');
  expect(incident.windows).toHaveLength(1);
});

test('a stopped trail that only a check found is an incident without an actor', async () => {
  const trail = await GuardedTrail.in(table);
  trail.attack();
  await trail.deliver([aCheck()]);
  const incident = await trail.incident();
  expect(incident).toMatchObject({ state: 'restored', events: 0, actors: [] });
  expect(incident).not.toHaveProperty('evidence');
});

test('the event of a stop that a check found first is counted on its incident', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  await trail.deliver([aCheck()]);
  await trail.deliver([event]);
  expect(await trail.incident()).toMatchObject({ events: 1, techniques: ['stop-logging'] });
});

test('when two looks are written in the wrong order, the later look stands', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  trail.world.obstacles.take.push(aDenial(), aDenial());
  const earlier = await trail.look([event]);
  const later = await trail.look([event]);
  expect([earlier.outcome, later.outcome]).toEqual(['failed', 'restored']);
  await trail.write(later);
  await trail.write(earlier);
  const incident = await trail.incident();
  expect(incident).toMatchObject({ state: 'restored', outcome: 'restored' });
  expect(incident).not.toHaveProperty('blindSince');
});

test.each([
  [
    'others use up the one StartLogging a second',
    (trail: GuardedTrail) => {
      const obstacle = aThrottle();
      return { event: trail.attack(), ports: { take: async () => ({ obstacle, refusals: 12 }) } };
    },
  ],
  [
    'its tags are taken again at each look',
    (trail: GuardedTrail) => {
      const untag = () => {
        trail.world.rest = { ...trail.world.rest, tags: {} };
      };
      untag();
      trail.world.meanwhile.observe.push(...Array.from({ length: 9 }, () => untag));
      return { event: anEvent({ evidence: { eventName: 'RemoveTags' } }), ports: {} };
    },
  ],
])(
  '%s: the first look makes it a critical fight, with the policy that ends it',
  async (_, begin) => {
    const trail = await GuardedTrail.in(table, { state: aTrailState({ tags: { team: 'audit' } }) });
    const { event, ports } = begin(trail);
    await trail.deliver([event], ports);
    const incident = await trail.incident();
    expect(incident).toMatchObject({ state: 'escalated', severity: 'critical', events: 1 });
    const notices = [aNotice({ kind: 'escalated' })] as const;
    const { title, facts } = say({ incident, notices });
    expect(title).toMatch(/^\[critical\] A person is needed: /);
    expect(facts.find(({ name }) => name === 'Now')?.text).toMatch(
      /^escalated: It is being fought: .* a policy of the organization \(SCP\) that denies CloudTrail’s writes to all but trailwarden-guard/,
    );
    // That it began so is what is told at once, and not after more of it.
    expect(transitionsOf(undefined, incident)).toMatchObject([{ kind: 'escalated' }]);
  },
);

test('a compliant trail, a first sight and a planned change leave no incident', async () => {
  const trail = await GuardedTrail.in(table);
  await trail.deliver([aCheck()]);
  await trail.deliver([anEvent({ eventTime: at(0), evidence: { errorCode: 'AccessDenied' } })]);
  const other = GuardedTrail.of(table, aTrail({ name: 'other' }));
  expect((await other.deliver([aCheck()])).decision.kind).toBe('capture');
  const stop = trail.attack();
  const planned = await trail.deliver([stop], {
    recall: async () => {
      const memory = await trail.recall();
      return { ...memory, ...(memory.kind === 'known' && { exemptions: [anExemption()] }) };
    },
  });
  expect(planned).toMatchObject({ decision: { kind: 'exempt' }, taken: [] });
  expect(await trail.incidents()).toEqual([]);
});
