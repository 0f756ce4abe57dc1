import { expect, test } from '@jest/globals';
import { investigate } from '../../services/investigator/investigate';
import type { Incident } from '../../shared/domain/incident';
import { around } from '../../shared/investigate/dark/around';
import { blindText } from '../../shared/tell/report/sections/at-a-glance';
import { inTheDark } from '../../shared/tell/report/sections/in-the-dark';
import { anIncident } from '../builders/an-incident';
import { aHistoryEvent } from './a-history-event';
import { aDarkWorld } from './an-investigator';

const INCIDENT = 'inc-20261121t204953-9f2c41';

/** The retention of logs was shortened and put back: nothing was blind. */
const lit = (different: Partial<Incident> = {}): Incident =>
  anIncident({ windows: [], blindMs: 0, severity: 'high', ...different });

test('for an incident that blinded nothing the actor is searched from a quarter of an hour before to the restoration', () => {
  expect(around(lit(), 15)).toEqual({
    spans: [{ from: '2026-11-21T20:34:50Z', to: '2026-11-21T20:51:55Z' }],
    until: '2026-11-21T20:51:55Z',
    window: { from: '2026-11-21T20:49:50.000Z', to: '2026-11-21T20:51:55.000Z' },
    lit: true,
  });
});

test('an incident that is not restored is searched until it was last seen', () => {
  const { restoredAt: _, ...open } = lit({ state: 'escalated' });
  const seen = { ...open, lastSeenAt: '2026-11-21T22:00:00.000Z' };
  expect(around(seen, 15)?.until).toBe('2026-11-21T22:00:00Z');
});

test('attempts and reported events are searched if their severity is high, and not if it is medium', () => {
  for (const different of [{ state: 'attempted' }, { guidance: ['Look.'] }] as const) {
    expect(around(lit({ ...different, severity: 'medium' }), 15)).toBeUndefined();
    expect(around(lit({ ...different, severity: 'high' }), 15)).toBeDefined();
  }
  expect(around(lit({ severity: 'medium' }), 15)).toBeDefined();
});

/** A demoted organization trail: it goes on logging its own account, and no member. */
const unlogged = {
  ...{ technique: 'demote-organization-trail', part: 'settings' },
  what: 'nothing of the member accounts was logged',
  from: { at: '2026-11-21T20:49:53.000Z', source: 'clock' },
} as const;
const demoted = lit({
  techniques: ['demote-organization-trail'],
  blindInPart: [{ ...unlogged, to: { at: '2026-11-21T20:51:55.000Z', source: 'clock' } }],
  timeline: [
    { at: '2026-11-21T20:49:50.000Z', kind: 'tampered', text: 'UpdateTrail by mallory from x' },
  ],
});
const UNLOGGED =
  'in part: nothing of the member accounts was logged, from 2026-11-21T20:49:50.000Z (by the event) to 2026-11-21T20:51:55.000Z, at most 2 min 5 s';

test('the report on a demoted organization trail does not say that the logs have everything', async () => {
  const world = aDarkWorld(demoted);
  await investigate(world.investigator, INCIDENT);
  const { notRecoverable = [], partly } = world.report ?? {};
  expect(partly).toBe(UNLOGGED);
  expect(notRecoverable.join(' ')).toContain(
    `It was blind ${UNLOGGED}; do not count on the logs for that`,
  );
  expect(notRecoverable.join(' ')).not.toContain('the logs have all');
  const blocks = inTheDark({ ...demoted, ...(world.report && { dark: world.report }) }).blocks;
  expect(JSON.stringify(blocks)).not.toContain('Nothing was blind');
});

test('a demoted organization trail was blind for the members, from its event until it was put back', () => {
  expect(blindText(demoted)).toBe(UNLOGGED);
  const { restoredAt: _, ...open } = demoted;
  const looked = { ...open, state: 'open', timeline: [], blindInPart: [unlogged] } as const;
  expect(blindText(looked)).toBe(
    'in part: nothing of the member accounts was logged, from 2026-11-21T20:49:53.000Z (by our look) still',
  );
});

test('several times in part blind are counted, each destination by itself', () => {
  const second = (n: number) => ({ at: `2026-11-21T20:49:0${n}.000Z`, source: 'event' }) as const;
  const redirected = (from: number, to: number) => ({
    ...{ technique: 'redirect-delivery', part: 'settings', what: 'its files went to s3://mallory' },
    ...{ from: second(from), to: second(to) },
  });
  const twice = lit({ blindInPart: [redirected(1, 3), redirected(5, 6)] });
  expect(blindText(twice)).toBe(
    'in part: its files went to s3://mallory, 2 times from 2026-11-21T20:49:01.000Z (by the event) to 2026-11-21T20:49:06.000Z, at most 3.0 s in all',
  );
  const { to: _, ...still } = redirected(5, 6);
  expect(blindText(lit({ blindInPart: [redirected(1, 3), still] }))).toBe(
    'in part: its files went to s3://mallory, from 2026-11-21T20:49:01.000Z (by the event), at most 2.0 s in all, and since 2026-11-21T20:49:05.000Z still',
  );
});

test('without a known actor there is no search', async () => {
  const { evidence: _, ...actorless } = lit();
  expect(around(actorless, 15)).toBeUndefined();
  const world = { ...aDarkWorld(), incident: actorless };
  const incident = async () => actorless;
  expect(await investigate({ ...world.investigator, incident }, INCIDENT)).toBe('lit');
});

test('an incident that blinded nothing says what the same identity did, and that logging went on', async () => {
  const world = aDarkWorld(lit());
  const arn = world.incident.actors[0];
  const did = (id: string, name: string, at: string) => {
    const identity = { type: 'AssumedRole', arn };
    const event = aHistoryEvent({ id, name, source: 'iam.amazonaws.com', at, identity });
    return { ...event, record: event.record.replace('{', '{"awsRegion":"us-east-1",') };
  };
  world.history = [
    did('long-before', 'CreateUser', '2026-11-21T20:34:49Z'),
    did('before', 'CreateAccessKey', '2026-11-21T20:35:00Z'),
    did('after', 'CreateUser', '2026-11-21T20:52:00Z'),
  ];
  expect(await investigate(world.investigator, INCIDENT)).toBe('done');
  expect(world.report).toMatchObject({ lit: true, recovered: true, byActor: { events: 1 } });
  expect(world.report?.risky).toMatchObject([{ by: 'actor', event: { id: 'before' } }]);
  expect(world.report?.notRecoverable.join(' ')).toContain('Nothing was blind');
  const incident = { ...world.incident, ...(world.report && { dark: world.report }) };
  expect(JSON.stringify(inTheDark(incident))).toContain('logging went on');
});

test('for an incident that blinded nothing only the actor’s accounts are searched', async () => {
  const world = aDarkWorld(lit());
  const blinded = async () => Promise.reject(new Error('This must not be asked.'));
  expect(await investigate({ ...world.investigator, blinded }, INCIDENT)).toBe('done');
  expect(world.pages).toBe(2);
});
