import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from '@jest/globals';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { findIncidents } from '../../../shared/aws/incidents/find-incidents';
import { record } from '../../../shared/aws/incidents/record';
import type { Table } from '../../../shared/aws/table/table';
import { type ClosedWindow, measure, unite } from '../../../shared/domain/blind-window';
import type { EventSignal } from '../../../shared/domain/signal';
import { unreadIn } from '../../../shared/domain/unread';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import { aCheck, evidenceOf } from '../../builders/a-signal';
import { anIncident } from '../../builders/an-incident';
import { aDenial } from '../../builders/an-observation';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';
import { readEpisode } from './read-episode';

const table = tablePerTest();
let trail: GuardedTrail;

beforeEach(async () => {
  trail = await GuardedTrail.in(table);
});

/** Answers the newest incident, now. */
async function answer(seen?: string) {
  const [newest] = await trail.incidents();
  const by = 'arn:aws:iam::111122223333:user/alice';
  const at = trail.world.now().toISOString();
  return acknowledge(table, newest?.id ?? '', { as: 'planned', by, at }, seen);
}

async function unacknowledged() {
  const ids: string[] = [];
  for await (const { id } of findIncidents(table, { unacknowledged: true })) ids.push(id);
  return ids;
}

const MALLORY = 'arn:aws:sts::111122223333:assumed-role/OrganizationAccountAccessRole/mallory';

const by = (event: EventSignal, different: Partial<EventSignal['evidence']>): EventSignal => ({
  ...event,
  evidence: evidenceOf({ ...event.evidence, ...different }),
});

const byMallory = (event: EventSignal): EventSignal =>
  by(event, { actor: { type: 'AssumedRole', principal: MALLORY, chain: [MALLORY] } });

test.each([
  ['the same actor', (event: EventSignal) => event],
  ['another actor', byMallory],
])('an attack by %s after the answer is a new incident without an answer', async (_, change) => {
  await trail.deliver([trail.attack()]);
  await answer();
  trail.world.pass(20);
  await trail.deliver([change(trail.attack())]);
  const [second, first] = await trail.incidents();
  expect(first).toMatchObject({
    events: 1,
    acknowledged: true,
    acknowledgement: { as: 'planned' },
  });
  expect(second).toMatchObject({ events: 1, acknowledged: false, follows: first?.id });
  expect(second).not.toHaveProperty('acknowledgement');
  expect(await unacknowledged()).toEqual([second?.id]);
});

test('an attack after the answer that only a check finds is a new incident too', async () => {
  await trail.deliver([trail.attack()]);
  await answer();
  trail.world.pass(20);
  trail.attack();
  await trail.deliver([aCheck()]);
  const [second, first] = await trail.incidents();
  expect(second).toMatchObject({ follows: first?.id, acknowledged: false });
});

test.each([
  ['another principal', byMallory],
  [
    'another key of the same principal',
    (event: EventSignal) =>
      by(event, { actor: { ...event.evidence.actor, accessKeyId: 'ASIAEXAMPLEEXAMPLE02' } }),
  ],
  ['another address', (event: EventSignal) => by(event, { sourceIp: '198.51.100.7' })],
])(
  'an attack with %s on a restored trail is an incident that follows the first, even without an answer',
  async (_, change) => {
    await trail.deliver([trail.attack()]);
    trail.world.pass(20);
    await trail.deliver([change(trail.attack())]);
    const [second, first] = await trail.incidents();
    expect(second).toMatchObject({ events: 1, follows: first?.id });
    expect(first).toMatchObject({ events: 1 });
  },
);

test('a look that finds the trail whole closes every incident about it', async () => {
  await trail.deliver([trail.attack()]);
  trail.world.pass(20);
  trail.world.obstacles.take.push(aDenial(), aDenial());
  const failed = await trail.look([trail.attack()]);
  trail.world.pass(1);
  // It has read which incident holds the trail when the next one is opened.
  const slow = meanwhile(table, async () => {
    await trail.deliver([byMallory(trail.attack())]);
  });
  await record({ ...trail.book, table: slow }, failed);
  const [second, first] = await trail.incidents();
  expect([second?.follows, second?.state, first?.state]).toEqual([first?.id, 'restored', 'open']);
  trail.world.pass(5);
  await trail.deliver([aCheck()]);
  const [after, before] = await trail.incidents();
  expect(before).toMatchObject({ state: 'restored', events: 2, techniques: ['stop-logging'] });
  expect(before).not.toHaveProperty('blindSince');
  expect(headlineOf(before ?? anIncident())).toMatch(/; it is back\.$/);
  // The dark that both saw is counted once.
  const dark = [before, after].flatMap((one) => one?.windows ?? []);
  expect(measure(unite(dark as readonly ClosedWindow[]))).toBe(
    (before?.blindMs ?? 0) + (after?.blindMs ?? 0),
  );
});

test('a slow writer whose look is later does not move the slot of an incident that was opened meanwhile', async () => {
  await trail.deliver([trail.attack()]);
  trail.world.pass(20);
  trail.world.obstacles.take.push(aDenial(), aDenial());
  const failed = await trail.look([byMallory(trail.attack())]);
  trail.world.pass(1);
  const restored = await trail.look([trail.attack()]);
  expect([failed.outcome, restored.outcome]).toEqual(['failed', 'restored']);
  // It has read which incident holds the trail when the next one is opened.
  const slow = meanwhile(table, async () => {
    await trail.write(failed);
  });
  await record({ ...trail.book, table: slow }, restored);
  const [second, first] = await trail.incidents();
  expect(second).toMatchObject({ follows: first?.id, state: 'open' });
  expect(await readEpisode(table, trail.world.trail)).toMatchObject({
    incidentId: second?.id,
    state: 'open',
    observedAt: failed.observation.observedAt,
  });
});

/** A table seen by a process that is slow after its first read. */
function meanwhile(of: Table, happens: () => Promise<void>): Table {
  let isFirst = true;
  const send = async (command: Parameters<DynamoDBClient['send']>[0]): Promise<unknown> => {
    const answer = await of.client.send(command);
    if (!isFirst) return answer;
    isFirst = false;
    await happens();
    return answer;
  };
  return { ...of, client: { send } as unknown as DynamoDBClient };
}

test('another technique of the same actor on a restored trail is an incident that follows the first', async () => {
  await trail.deliver([trail.attack()]);
  trail.world.pass(20);
  trail.world.rest = { ...trail.world.rest, tags: {} };
  const at = trail.world.now().toISOString();
  const event = by(
    { ...trail.attack(), id: 'untagged', eventTime: at },
    { eventName: 'RemoveTags' },
  );
  trail.world.start();
  await trail.deliver([event]);
  const [second, first] = await trail.incidents();
  expect(second?.techniques).toContain('change-tags');
  expect(second).toMatchObject({ follows: first?.id });
});

test('a repeat by the same actor joins the incident, and is told with its number', async () => {
  await trail.deliver([trail.attack()]);
  trail.world.pass(20);
  await trail.deliver([trail.attack()]);
  expect(await trail.incident()).toMatchObject({ events: 2, again: { times: 2 } });
});

test('a stop that only a check finds is a new incident without the actor of the one before', async () => {
  await trail.deliver([trail.attack()]);
  trail.world.pass(20);
  trail.world.stop();
  await trail.deliver([aCheck()]);
  const [second, first] = await trail.incidents();
  expect(first).toMatchObject({ state: 'restored', events: 1 });
  expect(first?.windows).toHaveLength(1);
  expect(second).toMatchObject({ state: 'restored', events: 0, follows: first?.id });
  expect(second?.windows).toHaveLength(1);
  expect(second).not.toHaveProperty('evidence');
});

test('a dark time that two deliveries report stands in one incident, with the actor who began it', async () => {
  await trail.deliver([trail.attack()]);
  trail.world.pass(20);
  const stop = trail.attack();
  const idle = await trail.look([{ ...stop, id: 'idle' }]);
  // It has read which incident holds the trail when the next one is opened.
  const slow = meanwhile(table, async () => {
    await trail.deliver([byMallory(stop)]);
  });
  await record({ ...trail.book, table: slow }, idle);
  trail.world.pass(5);
  await trail.deliver([aCheck()]);
  const [second, first] = await trail.incidents();
  expect(second).toMatchObject({ follows: first?.id, evidence: { actor: { principal: MALLORY } } });
  expect(second?.windows).toHaveLength(1);
  expect(first?.windows).toHaveLength(1);
  // The call that is on the first one began nothing: who did is on the second.
  expect(first && headlineOf(first)).toBe(
    'Trail main was stopped (and 1 call that changed nothing); it is back.',
  );
  for (const { blindMs, windows = [] } of [first, second].flatMap((one) => one ?? [])) {
    expect(blindMs).toBe(measure(unite(windows as readonly ClosedWindow[])));
  }
});

test('the evidence of two calls in one second is the call that arrived first', async () => {
  const stop = trail.attack();
  const idle = { ...byMallory(stop), id: 'a', receivedAt: '2026-11-21T23:59:59.000Z' };
  await trail.deliver([idle]);
  await trail.deliver([stop]);
  const { evidence, events } = await trail.incident();
  expect({ events, who: evidence?.actor.principal }).toEqual({
    events: 2,
    who: stop.evidence.actor.principal,
  });
});

test('an attack by another actor joins an incident that is not restored, and is told with the name', async () => {
  trail.world.obstacles.take.push(aDenial(), aDenial());
  await trail.deliver([trail.attack()]);
  await trail.deliver([byMallory(trail.attack())]);
  expect(await trail.incident()).toMatchObject({ events: 2, again: { times: 2, actor: MALLORY } });
});

test('an attack on an answered incident that is not restored withdraws the answer, and reminders count from now', async () => {
  trail.world.obstacles.take.push(aDenial(), aDenial());
  await trail.deliver([trail.attack()]);
  await answer();
  expect(await unacknowledged()).toEqual([]);
  trail.world.pass(600);
  const event = trail.attack();
  await trail.deliver([event]);
  const { id, acknowledged, unansweredSince, timeline } = await trail.incident();
  expect(acknowledged).toBe(false);
  expect((unansweredSince ?? '') >= event.eventTime).toBe(true);
  expect(timeline.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  expect(await unacknowledged()).toEqual([id]);
});

test('an event that is redelivered after the answer is no new attack', async () => {
  const event = trail.attack();
  await trail.deliver([event]);
  await answer();
  trail.world.pass(20);
  await trail.deliver([event]);
  await trail.deliver([aCheck()]);
  expect(await trail.incident()).toMatchObject({ events: 1, redeliveries: 1, acknowledged: true });
});

test('an answer does not cover an attack whose event was still on its way', async () => {
  await trail.deliver([trail.attack()]);
  trail.world.pass(20);
  const event = byMallory(trail.attack());
  await answer();
  await trail.deliver([event]);
  const [second, first] = await trail.incidents();
  expect(second).toMatchObject({
    follows: first?.id,
    acknowledged: false,
    evidence: event.evidence,
  });
});

test('an answer that names the last attack a person saw is refused after a newer attack', async () => {
  await trail.deliver([trail.attack()]);
  const { lastBlowAt } = await trail.incident();
  trail.world.pass(20);
  await trail.deliver([trail.attack()]);
  expect(await answer(lastBlowAt)).toBeUndefined();
  expect(await trail.incident()).toMatchObject({ acknowledged: false });
  expect(await answer((await trail.incident()).lastBlowAt)).toMatchObject({ acknowledged: true });
});

test('an attacker with a new name for each attack is one fight, and not an incident for each name', async () => {
  for (let blow = 0; blow < 12; blow += 1) {
    const principal = `${MALLORY}-${blow}`;
    const actor = { type: 'AssumedRole', principal, chain: [principal] };
    await trail.deliver([by(trail.attack(), { actor })]);
  }
  const incidents = await trail.incidents();
  expect(incidents.length).toBeLessThanOrEqual(5);
  expect(incidents[0]).toMatchObject({ state: 'escalated' });
  expect(incidents.reduce((sum, { events }) => sum + events, 0)).toBe(12);
});

test('an answer stays when the account can no longer be read', async () => {
  await trail.deliver([trail.attack()]);
  await answer();
  trail.world.pass(600);
  trail.world.obstacles.observe.push(aDenial());
  const look = await trail.deliver([aCheck()]);
  // It is told of the place, once (unread.test.ts).
  expect(unreadIn([look])).toMatchObject([{ kind: 'denied', unread: [{ name: 'trail main' }] }]);
  expect(await trail.incident()).toMatchObject({ state: 'restored', acknowledged: true });
});
