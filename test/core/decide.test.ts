import { expect, test } from '@jest/globals';
import { decide, type Situation } from '../../shared/restore/decide';
import { aBaseline } from '../builders/a-baseline';
import { anEpisode, anExemption } from '../builders/a-memory';
import { anEvent } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import {
  aRestartedTrailState,
  aStoppedTrailState,
  aTrailState,
  aTrailStateWithoutParts,
  fromStatus,
} from '../builders/a-trail-state';
import { aDenial, anAbsent, anUnreachable, aPresent, aThrottle } from '../builders/an-observation';
import { at } from '../builders/at';
import { aLogGroupBaseline, aLogGroupState, logGroupSeen } from '../builders/log-group/a-log-group';
import { aMembershipBaseline } from '../builders/membership/a-membership';
import { advanced, anAdvancedSelector, basic, KMS } from '../builders/selectors';

/** A logging trail with a baseline, looked at by a check. */
const decideOn = (different: Partial<Situation<'trail'>>) =>
  decide({
    observation: aPresent(),
    memory: { baseline: aBaseline() },
    exemptions: [],
    events: [],
    now: at(60),
    ...different,
  });

const stopped = aPresent({ state: aStoppedTrailState() });
const restarted = aPresent({ state: aRestartedTrailState() });
const startLogging = { call: 'cloudtrail:StartLogging', input: { Name: aTrail().id } };

test('a trail that equals its baseline is compliant', () => {
  expect(decideOn({})).toEqual({ kind: 'compliant' });
});

test('a retired trail is not put back, be it stopped, deleted or whole', () => {
  const memory = { baseline: { ...aBaseline(), retired: true } } as const;
  for (const observation of [stopped, anAbsent(), aPresent()]) {
    expect(decideOn({ observation, memory, events: [anEvent()] })).toEqual({ kind: 'retired' });
  }
});

test('a retired trail is left alone even if it cannot be read, unless its retirement is in doubt', () => {
  const memory = { baseline: { ...aBaseline(), retired: true } } as const;
  const observation = anUnreachable(aDenial());
  expect(decideOn({ observation, memory })).toEqual({ kind: 'retired' });
  const doubt = { kind: 'forged', why: 'it carries no seal' } as const;
  expect(decideOn({ observation, memory, doubt })).toMatchObject({ kind: 'escalate' });
  expect(decideOn({ observation })).toMatchObject({ kind: 'escalate' });
});

test('a forged retirement retires nothing', () => {
  const memory = { baseline: { ...aBaseline(), retired: true } } as const;
  const doubt = { kind: 'forged', why: 'it carries no seal' } as const;
  expect(decideOn({ observation: stopped, memory, doubt })).toMatchObject({ kind: 'escalate' });
});

test('a stopped trail is restored', () => {
  expect(decideOn({ observation: stopped })).toMatchObject({
    kind: 'restore',
    findings: [{ technique: 'stop-logging', healed: false }],
    steps: [startLogging],
  });
});

test('a trail that was stopped and started by someone else is an incident without steps', () => {
  expect(decideOn({ observation: restarted })).toMatchObject({
    kind: 'restore',
    findings: [{ technique: 'stop-logging', healed: true }],
    steps: [],
  });
});

test('a stop that is already in an incident is compliant', () => {
  const memory = { baseline: aBaseline(), episode: anEpisode() };
  expect(decideOn({ observation: restarted, memory })).toEqual({ kind: 'compliant' });
});

test('a stop that is part of the accepted state is compliant, and any other stop is told', () => {
  const accepted = aBaseline({ state: aRestartedTrailState() });
  expect(decideOn({ observation: restarted, memory: { baseline: accepted } })).toEqual({
    kind: 'compliant',
  });
  const byAFastClock = aBaseline({ capturedAt: at(600) });
  expect(decideOn({ observation: restarted, memory: { baseline: byAFastClock } }).kind).toBe(
    'restore',
  );
});

test('a stop that began and ended within a planned change is planned, even if it is seen after the change', () => {
  const over = anExemption({ until: at(40) }); // the stop was from second 0 to 30
  expect(decideOn({ observation: restarted, exemptions: [over] })).toMatchObject({
    kind: 'exempt',
    until: at(40),
  });
  const memory = { baseline: aBaseline(), plannedUntil: at(0) };
  expect(decideOn({ observation: restarted, memory })).toEqual({ kind: 'compliant' });
  for (const other of [{ until: at(20) }, { declaredAt: at(5) }, { subjectKey: 'trail#other' }]) {
    const exemptions = [anExemption({ until: at(40), ...other })];
    expect(decideOn({ observation: restarted, exemptions }).kind).toBe('restore');
  }
});

test('a stop from before a planned change is told while the change holds', () => {
  const exemptions = [anExemption({ declaredAt: at(5) })];
  expect(decideOn({ observation: restarted, exemptions })).toMatchObject({
    kind: 'restore',
    findings: [{ technique: 'stop-logging', healed: true }],
    steps: [],
  });
});

test.each([
  [aDenial(), 'It could not be read: sts:AssumeRole was denied (AccessDenied).'],
  [
    aThrottle(),
    'It could not be read: cloudtrail:StartLogging was throttled (ThrottlingException).',
  ],
])('a trail that cannot be read is escalated, never compliant', (obstacle, why) => {
  expect(decideOn({ observation: anUnreachable(obstacle) })).toEqual({
    kind: 'escalate',
    why,
    findings: [],
  });
});

test('a trail that cannot be read is escalated even under an exemption', () => {
  const exemptions = [anExemption()];
  expect(decideOn({ observation: anUnreachable(), exemptions }).kind).toBe('escalate');
});

test('a planned change is left alone, and its findings are still told', () => {
  expect(decideOn({ observation: stopped, exemptions: [anExemption()] })).toMatchObject({
    kind: 'exempt',
    until: at(600),
    findings: [{ technique: 'stop-logging' }],
  });
});

test('a planned change that is over, or that is of another trail, exempts nothing', () => {
  const over = anExemption({ until: at(60) });
  const other = anExemption({ subjectKey: 'trail#other' });
  expect(decideOn({ observation: stopped, exemptions: [over, other] }).kind).toBe('restore');
});

test('a deleted trail with a baseline is made again', () => {
  expect(decideOn({ observation: anAbsent() })).toMatchObject({
    kind: 'restore',
    findings: [{ technique: 'delete-trail' }],
    steps: [
      { call: 'cloudtrail:CreateTrail' },
      startLogging,
      { call: 'cloudtrail:PutEventSelectors' },
      { call: 'cloudtrail:PutInsightSelectors' },
      { call: 'cloudtrail:PutEventConfiguration' },
    ],
  });
});

test('a subject that is gone is never compliant, even if no technique covers its loss', () => {
  const baseline = aMembershipBaseline();
  const observation = { kind: 'absent', subject: baseline.subject, observedAt: at(60) } as const;
  const situation = { observation, memory: { baseline }, exemptions: [], events: [], now: at(60) };
  expect(decide(situation)).toMatchObject({
    kind: 'escalate',
    why: 'It is gone, and no technique says how to bring it back.',
  });
});

test('everything that was changed in one burst is put back in the order of the runbooks', () => {
  const state = aTrailState({
    settings: { s3BucketName: 'mallory', logFileValidationEnabled: false },
    status: aStoppedTrailState().status,
    selectors: basic({ ReadWriteType: 'ReadOnly' }),
    insights: [],
    tags: {},
  });
  expect(decideOn({ observation: aPresent({ state }) })).toMatchObject({
    kind: 'restore',
    steps: [
      startLogging,
      { call: 'cloudtrail:UpdateTrail' },
      { call: 'cloudtrail:PutEventSelectors' },
      { call: 'cloudtrail:PutInsightSelectors' },
      { call: 'cloudtrail:AddTags' },
    ],
  });
});

test('a part that a look did not read is not judged', () => {
  const observation = aPresent({ state: aTrailStateWithoutParts() });
  expect(decideOn({ observation })).toEqual({ kind: 'compliant' });
});

test('a logging trail that was never seen becomes a baseline', () => {
  expect(decideOn({ memory: {} })).toEqual({ kind: 'capture' });
});

test('a stopped trail that was never seen never becomes a baseline by itself', () => {
  expect(decideOn({ memory: {}, observation: stopped })).toEqual({
    kind: 'escalate',
    why: 'It has no baseline and cannot become one: it is not logging.',
    findings: [],
  });
});

const unfit: [string, Parameters<typeof aTrailState>[0]][] = [
  ['it covers one Region only', { settings: { isMultiRegionTrail: false } }],
  ['it leaves out global services', { settings: { includeGlobalServiceEvents: false } }],
  ['its log files are not validated', { settings: { logFileValidationEnabled: false } }],
  [
    'its deliveries fail (AccessDenied)',
    { status: { isLogging: true, latestDeliveryError: 'AccessDenied' } },
  ],
  [
    'it does not record all management events',
    { selectors: basic({ ReadWriteType: 'WriteOnly' }) },
  ],
  [
    'it does not record all management events',
    { selectors: basic({ ExcludeManagementEventSources: [KMS] }) },
  ],
  ['it does not record all management events', { selectors: advanced(anAdvancedSelector('Data')) }],
];

test.each(unfit)(
  'a trail below the floor does not become a baseline by itself: %s (%#)',
  (why, different) => {
    const observation = aPresent({ state: aTrailState(different) });
    expect(decideOn({ memory: {}, observation })).toEqual({
      kind: 'escalate',
      why: `It has no baseline and cannot become one: ${why}.`,
      findings: [],
    });
  },
);

test('a trail whose selectors were not read never becomes a baseline', () => {
  const observation = aPresent({ state: aTrailStateWithoutParts() });
  expect(decideOn({ memory: {}, observation })).toMatchObject({
    why: 'It has no baseline and cannot become one: its selectors were not read.',
  });
});

test('two selectors that together record everything are above the floor', () => {
  const selectors = basic({ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' });
  const observation = aPresent({ state: aTrailState({ selectors }) });
  expect(decideOn({ memory: {}, observation })).toEqual({ kind: 'capture' });
});

test('a trail that does not exist and never did is compliant', () => {
  expect(decideOn({ memory: {}, observation: anAbsent() })).toEqual({ kind: 'compliant' });
});

test('a trail that was just stopped before it was ever captured is presumed to have logged', () => {
  expect(decideOn({ memory: {}, observation: stopped, events: [anEvent()] })).toMatchObject({
    kind: 'restore',
    steps: [startLogging],
  });
});

test('a trail stopped and started before it was ever captured is an incident, not a baseline', () => {
  expect(decideOn({ memory: {}, observation: restarted, events: [anEvent()] })).toMatchObject({
    kind: 'restore',
    findings: [{ healed: true }],
    steps: [],
  });
});

test('a trail that never logged is not presumed to have logged', () => {
  const state = { ...aTrailState(), status: { isLogging: false, stoppedAt: fromStatus(0) } };
  const observation = aPresent({ state });
  expect(decideOn({ memory: {}, observation, events: [anEvent()] }).kind).toBe('escalate');
});

test.each([
  ['that failed', anEvent({ evidence: { errorCode: 'AccessDenied' } })],
  ['that tampers with nothing', anEvent({ evidence: { eventName: 'StartLogging' } })],
])('an event %s does not let us presume that the trail logged', (_, event) => {
  const decision = decideOn({ memory: {}, observation: stopped, events: [event] });
  expect(decision.kind).toBe('escalate');
});

test('a log group that was made again must equal its baseline; any other may keep more', () => {
  const state = aLogGroupState({ metricFilters: [], retentionInDays: 3_653 });
  const lacking = {
    observation: logGroupSeen(state),
    memory: { baseline: aLogGroupBaseline() },
    exemptions: [],
    events: [],
    now: at(60),
  };
  const owed = {
    kind: 'restore',
    findings: [{ technique: 'delete-log-group', healed: false }],
    steps: [{ call: 'logs:PutRetentionPolicy' }, { call: 'logs:PutMetricFilter' }],
  };
  expect(decide(lacking)).toEqual({ kind: 'compliant' });
  expect(decide({ ...lacking, isNew: true })).toMatchObject(owed);
  const memory = { ...lacking.memory, owedSince: at(50) };
  expect(decide({ ...lacking, memory })).toMatchObject(owed);
  // Deleted, says an event, and made again by a person who was faster than the warden.
  const evidence = { eventSource: 'logs.amazonaws.com', eventName: 'DeleteLogGroup' };
  expect(decide({ ...lacking, events: [anEvent({ evidence })] })).toMatchObject(owed);
  const refused = anEvent({ evidence: { ...evidence, errorCode: 'AccessDenied' } });
  expect(decide({ ...lacking, events: [refused] })).toEqual({ kind: 'compliant' });
  const dealtWith = { ...lacking, now: at(7_200), events: [anEvent({ evidence })] };
  expect(decide({ ...dealtWith, memory: { ...lacking.memory, episode: anEpisode() } })).toEqual({
    kind: 'compliant',
  });
});

test('a part that is owed and also found by a technique is put back once', () => {
  const observation = aPresent({ state: aTrailState({ insights: [] }) });
  const memory = { baseline: aBaseline(), owedSince: at(50) };
  expect(decideOn({ observation, memory })).toMatchObject({
    kind: 'restore',
    steps: [{ call: 'cloudtrail:PutInsightSelectors' }],
  });
  const decision = decideOn({ observation, memory });
  expect('steps' in decision && decision.steps).toHaveLength(1);
});
