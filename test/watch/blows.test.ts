import { expect, test } from '@jest/globals';
import { blowIn, isUnheardIn } from '../../shared/watch/blows';
import { aBaseline } from '../builders/a-baseline';
import { aFinding } from '../builders/a-finding';
import { anEvent, evidenceOf } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { aDenial, aPresent } from '../builders/an-observation';
import { at } from '../builders/at';
import { aPart } from '../builders/warden/parts';

const bus = aPart('events:us-east-1:222233334444:event-bus/trailwarden');

type Look = Parameters<typeof blowIn>[0];

/** A look at the bus by the sweeper's minute that found it wrong. */
const aLook = (different: Partial<Look>): Look => ({
  subject: bus,
  signals: [],
  findings: [aFinding('close-bus')],
  taken: [],
  tampering: [],
  outcome: 'failed',
  windows: [],
  observation: { kind: 'absent', subject: bus, observedAt: at(0) },
  memory: {},
  startedAt: at(0),
  endedAt: at(1),
  ...different,
});

const step = { step: {}, as: 'runbook', sentAt: at(0), answeredAt: at(1) } as Look['taken'][number];
const refused = { ...step, obstacle: aDenial() };
const standing = (state: 'open' | 'escalated' | 'restored') => ({
  episode: { incidentId: 'one', state, openedAt: at(0), lastSeenAt: at(0) },
});

test('a central part of the event channel has every place looked at, when it is found wrong and when it is put back', () => {
  expect(blowIn(aLook({ taken: [refused] }))).toMatchObject({ reach: 'everything' });
  const back = { taken: [step], outcome: 'restored', memory: standing('open') } as const;
  expect(blowIn(aLook(back))).toMatchObject({ reach: 'everything' });
});

test('a Region is unheard while its forwarder, or a rule that reports trails or our own parts, cannot be put back', () => {
  const isUnheard = (part: string, outcome: Look['outcome'] = 'escalated') =>
    isUnheardIn('us-east-1', aLook({ subject: aPart(part), outcome }));
  const rule = (name: string) => `events:us-east-1:222233334444:rule/trailwarden-forward${name}`;
  for (const name of ['', '-warden', '-watch']) expect(isUnheard(rule(name))).toBe(true);
  expect(isUnheard('iam::222233334444:role/trailwarden-forwarder-us-east-1')).toBe(true);
  expect(isUnheard('iam::222233334444:role/trailwarden-guard')).toBe(false);
  expect(isUnheard(rule(''), 'restored')).toBe(false);
  for (const name of ['-adjacent', '-key', '-bucket', '-role', '-watching']) {
    expect(isUnheard(rule(name))).toBe(false);
  }
});

test.each([
  ['the bus, or its policy', 'events:us-east-1:222233334444:event-bus/trailwarden', 'everything'],
  ['the queue of the signals', 'sqs:us-east-1:222233334444:trailwarden-signals', 'everything'],
  ['a member’s queue', 'sqs:us-east-1:111122223333:trailwarden-undelivered', 'place'],
  [
    'a member’s rule, or its target',
    'events:us-east-1:111122223333:rule/trailwarden-forward',
    'place',
  ],
  ['the forwarder', 'iam::111122223333:role/trailwarden-forwarder-us-east-1', 'account'],
  ['the guard', 'iam::111122223333:role/trailwarden-guard', 'account'],
  ['the spare', 'iam::111122223333:role/trailwarden-spare', 'account'],
] as const)(
  'when %s was found wrong, every place in its reach is looked at again',
  (_, part, reach) => {
    expect(blowIn(aLook({ subject: aPart(part), taken: [refused] }))).toMatchObject({ reach });
  },
);

test('a written boundary has its account looked at, also before its text is in force', () => {
  const subject = aPart('iam::222233334444:role/trailwarden-guard');
  const touched = (eventName: string, different: object = {}) => {
    const event = anEvent({
      evidence: evidenceOf({ eventSource: 'iam.amazonaws.com', eventName, ...different }),
    });
    const look = { subject, signals: [event], findings: [], outcome: 'unchanged' } as const;
    return blowIn(aLook(look));
  };
  for (const name of ['CreatePolicy', 'CreatePolicyVersion', 'DeletePolicy']) {
    expect(touched(name)).toMatchObject({ reach: 'account' });
  }
  expect(touched('SetDefaultPolicyVersion')).toMatchObject({ reach: 'account' });
  expect(touched('DeletePolicyVersion')).toBeUndefined();
  expect(touched('CreatePolicyVersion', { errorCode: 'LimitExceeded' })).toBeUndefined();
});

test('a rule that brings only refused calls or only ticks has its own place looked at', () => {
  const rule = (name: string) => aPart(`events:us-east-1:222233334444:rule/trailwarden/${name}`);
  const reachOf = (name: string) => {
    const subject = rule(name);
    const observation = { kind: 'absent', subject, observedAt: at(0) } as const;
    const findings = [aFinding('delete-rule')];
    return blowIn(aLook({ subject, findings, observation }))?.reach;
  };
  expect(reachOf('trailwarden-signals')).toBe('everything');
  expect(reachOf('trailwarden-attempts')).toBe('place');
  expect(reachOf('trailwarden-ticks')).toBe('place');
});

test.each([
  { outcome: 'failed', taken: [refused], memory: standing('open') },
  { outcome: 'failed', taken: [step], memory: standing('escalated') },
  { outcome: 'escalated', taken: [], memory: standing('escalated') },
  { outcome: 'unchanged', taken: [], memory: {} }, // a planned change
] satisfies Partial<Look>[])(
  'a part that stays wrong counts as struck once, not with each look: %j',
  (different) => {
    expect(blowIn(aLook(different))).toBeUndefined();
  },
);

test('a part that stays wrong counts as struck again after an event, or after it was whole', () => {
  const tampering = [anEvent()];
  expect(blowIn(aLook({ tampering, memory: standing('open') }))).toBeDefined();
  expect(blowIn(aLook({ memory: standing('restored') }))).toBeDefined();
});

test('what another delivery put back and did not write down counts as struck, or as a change of the trail', () => {
  const late = { isLate: true, outcome: 'unchanged', startedAt: at(-60) } as const;
  expect(blowIn(aLook(late))).toMatchObject({ reach: 'everything' });
  const subject = aTrail();
  const findings = [aFinding('redirect-delivery')];
  const trail = aLook({ ...late, subject, findings, observation: aPresent({ subject }) });
  expect(blowIn(trail)).toMatchObject({ at: at(-60) });
});

test('an event that is redelivered because its part cannot be put back is no second blow', () => {
  const episode = { ...standing('open').episode, lastSeenAt: at(20), observedAt: at(15) };
  const again = aLook({ tampering: [anEvent()], memory: { episode } });
  expect(blowIn(again)).toBeUndefined();
  const another = aLook({ tampering: [anEvent({ eventTime: at(16) })], memory: { episode } });
  expect(blowIn(another)).toBeDefined();
});

const trail = aTrail();
const took = (call: string) => [{ ...step, step: { call } }] as unknown as Look['taken'];
const ofTrail = (different: Partial<Look>): Look =>
  aLook({
    subject: trail,
    findings: [],
    outcome: 'restored',
    observation: aPresent(),
    ...different,
  });

test.each(['StartLogging', 'CreateTrail', 'UpdateTrail', 'PutEventSelectors'])(
  'a trail is a reason to look again when we sent %s, and when an event tells of it',
  (name) => {
    expect(blowIn(ofTrail({ taken: took(`cloudtrail:${name}`) }))).toMatchObject({ at: at(1) });
    const told = anEvent({ evidence: { eventName: name }, eventTime: at(7) });
    expect(blowIn(ofTrail({ signals: [told] }))).toMatchObject({ at: at(7), reach: 'account' });
  },
);

test('what a trail records is the same before and after its tags or insights change', () => {
  for (const name of ['AddTags', 'PutInsightSelectors', 'PutEventConfiguration']) {
    expect(blowIn(ofTrail({ taken: took(`cloudtrail:${name}`) }))).toBeUndefined();
  }
});

test('a trail that was narrowed to its Region has the other Regions looked at too', () => {
  const settings = { isMultiRegionTrail: false };
  const observation = aPresent({ state: aTrailState({ settings }) });
  const taken = took('cloudtrail:UpdateTrail');
  expect(blowIn(ofTrail({ observation, taken }))).toMatchObject({ reach: 'place' });
  const memory = { baseline: aBaseline() };
  expect(blowIn(ofTrail({ observation, taken, memory }))).toMatchObject({ reach: 'account' });
});
