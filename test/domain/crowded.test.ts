import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountTold, withMoments } from '../../shared/domain/account';
import { type IncidentRecord, room } from '../../shared/domain/incident-record';
import type { EventSignal } from '../../shared/domain/signal';
import { anEvent } from '../builders/a-signal';
import { at } from '../builders/at';

const ACCOUNT = '111122223333';
const empty: IncidentRecord = {
  ...{ id: 'inc-1', organization: 'organization', openedAt: at(0), openedKey: `${at(0)}#inc-1` },
  ...{ subjectKey: 'trail#main', subjectId: 'main', accountId: ACCOUNT, region: 'us-east-1' },
  ...{ state: 'open', outcome: 'failed', severity: 'critical', acknowledged: false },
  ...{ sentence: 'Trail main was stopped.', lastSeenAt: at(0) },
  ...{ events: 0, redeliveries: 0, blindMs: 0 },
};

const userArn = (name: string) => `arn:aws:iam::${ACCOUNT}:user/${name}`;

const byUser = (n: number, name: string, eventName = 'StopLogging'): EventSignal => {
  const actor = { type: 'IAMUser', principal: userArn(name), chain: [userArn(name)] };
  return anEvent({ id: `${name}-${n}`, eventTime: at(n), evidence: { eventName, actor } });
};

/** A session under a name that was never seen before, with a source identity of its own. */
const bySession = (n: number, eventName = 'StopLogging'): EventSignal => {
  const principal = `arn:aws:sts::${ACCOUNT}:assumed-role/noisy/s${n}`;
  const chain = [`x${n}@example.com`, `arn:aws:iam::${ACCOUNT}:role/noisy`, principal];
  const actor = { type: 'AssumedRole', principal, chain };
  return anEvent({ id: `noise-${n}`, eventTime: at(n), evidence: { eventName, actor } });
};

const told = (
  events: readonly EventSignal[],
  before: IncidentRecord = empty,
  techniques: readonly string[] = ['stop-logging'],
): IncidentRecord =>
  events.reduce(
    (held, event) => accountTold(held, held, { events: [event], techniques, at: event.eventTime }),
    before,
  );

const noise = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => bySession(from + n));
const rowsBy = ({ timeline = [] }: IncidentRecord, name: string) =>
  timeline.filter(({ text }) => text.includes(`${name} from`));

test('a full timeline keeps its first and its newest rows, and the number of rows between and their last time', () => {
  const record = told(noise(0, 1_304));
  const seconds = (record.timeline ?? []).map(({ at: when }) => Date.parse(when)).toSorted();
  expect(seconds).toHaveLength(room.blows);
  const first = Array.from({ length: 10 }, (_, n) => Date.parse(at(n)));
  expect(seconds.slice(0, 10)).toEqual(first);
  expect(seconds.at(-1)).toBe(Date.parse(at(1_303)));
  expect(seconds[10]).toBe(Date.parse(at(1_304 - 90)));
  expect(record).toMatchObject({ furtherMoments: 1_204, furtherUntil: at(1_304 - 91) });
});

test.each([
  ['in the middle of noise', 300, 600],
  ['after it', 600, 0],
  ['before it', 0, 600],
])('a second person has a row, a name and a message on the incident, %s', (_, before, after) => {
  const crowded = told(noise(0, before));
  const struck = told([byUser(before, 'bob')], crowded);
  if (before > 0) {
    expect(struck.again).toMatchObject({ times: before + 1, actor: userArn('bob') });
  }
  const record = told(noise(before + 1, after), struck);
  expect(rowsBy(record, 'user/bob')).toHaveLength(1);
  expect([...(record.actors ?? [])]).toEqual(
    expect.arrayContaining([userArn('bob'), `arn:aws:iam::${ACCOUNT}:role/noisy`]),
  );
  expect(record.actors?.size).toBeLessThanOrEqual(room.actors);
  expect(record.hands?.size).toBeLessThanOrEqual(room.hands);
});

test('a new technique is told at once, and later noise does not push its row out', () => {
  const struck = told([bySession(600, 'DeleteTrail')], told(noise(0, 600)), ['delete-trail']);
  expect(struck.again).toMatchObject({ times: 601, techniques: ['delete-trail'] });
  const record = told(noise(601, 600), struck);
  expect([...(record.techniques ?? [])]).toEqual(['stop-logging', 'delete-trail']);
  expect(rowsBy(record, '/s600').map(({ text }) => text.split(' ')[0])).toEqual(['DeleteTrail']);
});

test('session names make a limited number of messages; when even users are noise, the newest is on the incident', () => {
  const messages = (events: readonly EventSignal[]) => {
    let record = empty;
    const said = new Set<string>();
    for (const event of events) {
      record = told([event], record);
      if (record.again) said.add(JSON.stringify(record.again));
    }
    return { record, said: said.size };
  };
  expect(messages(noise(0, 1_000)).said).toBeLessThan(25);
  const users = Array.from({ length: 1_000 }, (_, n) => byUser(n, `noisy-${n}`));
  const { record, said } = messages(users);
  expect(said).toBeLessThan(60);
  expect(record.actors?.has(userArn('noisy-999'))).toBe(true);
  expect(record.actors?.has(userArn('noisy-0'))).toBe(true);
  expect(rowsBy(record, 'user/noisy-999')).toHaveLength(1);
  // What it does say, on the way, is who came last.
  expect(record.again).toMatchObject({ times: 1_000, actor: userArn('noisy-999') });
});

test('our own steps never push a person’s answer out of the timeline', () => {
  const answered = { at: at(5), kind: 'acknowledged', text: 'answered handled by alice' } as const;
  const entries = Array.from({ length: 400 }, (_, n) => ({
    ...{ at: at(n), kind: 'failed' as const, text: `it could not be put back: ${n}` },
  }));
  const record = withMoments({ ...empty, timeline: [answered] }, entries, 'moments');
  expect(record.timeline).toHaveLength(room.moments + 1);
  expect(record.timeline).toContainEqual(answered);
});

test('for any history the newest attack and its actor are on the incident, and its size is limited', () => {
  const aBlow = fc.record({
    who: fc.integer({ min: 0, max: 400 }),
    isUser: fc.boolean(),
    eventName: fc.constantFrom('StopLogging', 'UpdateTrail', 'AddTags'),
  });
  fc.assert(
    fc.property(fc.array(aBlow, { minLength: 1, maxLength: 300 }), (blows) => {
      const events = blows.map(({ who, isUser, eventName }, n) => ({
        ...(isUser ? byUser(who, `u${who}`, eventName) : bySession(who, eventName)),
        ...{ id: `e-${n}`, eventTime: at(n) },
      }));
      const record = told(events);
      const { timeline = [], actors, hands, furtherMoments = 0 } = record;
      const last = events.at(-1)?.evidence.actor;
      expect(timeline.some(({ at: when }) => when === at(events.length - 1))).toBe(true);
      expect(timeline.length + furtherMoments).toBe(events.length);
      expect(timeline.length).toBeLessThanOrEqual(room.blows);
      expect(last?.chain.some((name) => actors?.has(name))).toBe(true);
      expect(actors?.size).toBeLessThanOrEqual(room.actors);
      expect(hands?.size).toBeLessThanOrEqual(room.hands);
    }),
    { numRuns: 100 },
  );
});
