import { expect, test } from '@jest/globals';
import type { EventSignal } from '../../shared/domain/signal';
import { decide } from '../../shared/restore/decide';
import { aBaseline } from '../builders/a-baseline';
import { anEvent } from '../builders/a-signal';
import { aTrailState } from '../builders/a-trail-state';
import { aPresent } from '../builders/an-observation';
import { at } from '../builders/at';
import { exampleBaselines } from '../builders/example-baselines';
import { aPlainLogGroupState, logGroupSeen } from '../builders/log-group/a-log-group';

const changed = (invokedBy?: string): EventSignal =>
  anEvent({
    evidence: {
      eventSource: 'sns.amazonaws.com',
      eventName: 'SetTopicAttributes',
      ...(invokedBy && { invokedBy }),
    },
  });

const NAME_HELD = 'it has the name of one that is guarded';

/** The decision on a topic that was never captured, after these events. */
function firstSightOf(...events: readonly EventSignal[]) {
  const [baseline] = exampleBaselines.topic;
  if (!baseline) throw new Error('There is no example of a topic.');
  const { subject, state } = baseline;
  const observation = { kind: 'present', subject, observedAt: at(60), state } as const;
  return decide({ observation, memory: {}, exemptions: [], events, now: at(60) });
}

test('a topic that a check sees first becomes a baseline', () => {
  expect(firstSightOf()).toEqual({ kind: 'capture' });
});

test('a topic that was just changed becomes no baseline, and a person is called', () => {
  expect(firstSightOf(changed())).toEqual({
    kind: 'escalate',
    why: 'SetTopicAttributes changed it before it was ever captured: what it was is not known; look at it, and accept it.',
    findings: [],
  });
});

test('a topic that CloudFormation has just set up becomes a baseline', () => {
  expect(firstSightOf(changed('cloudformation.amazonaws.com'))).toEqual({ kind: 'capture' });
});

test('a log group that was made a moment ago becomes no baseline yet, because its settings follow', () => {
  const observation = logGroupSeen(aPlainLogGroupState());
  const sight = { observation, memory: {}, exemptions: [], events: [], now: at(60) };
  expect(decide({ ...sight, isJustMade: true })).toEqual({ kind: 'compliant' });
  expect(decide(sight)).toEqual({ kind: 'capture' });
});

test('a trail with the name of a guarded one becomes no baseline, and is not started', () => {
  const why = `It has no baseline and cannot become one: ${NAME_HELD}.`;
  const fit = { memory: {}, exemptions: [], events: [], now: at(60), held: NAME_HELD };
  const judged = { kind: 'escalate', why, findings: [] };
  expect(decide({ observation: aPresent(), ...fit })).toEqual(judged);
  const status = { ...aTrailState().status, isLogging: false };
  const stopped = aPresent({ state: aTrailState({ status }) });
  expect(decide({ observation: stopped, ...fit, events: [anEvent()] })).toEqual(judged);
});

test('a deleted trail that has to wait for an older one is told and not made', () => {
  const { subject, observedAt } = aPresent();
  const sight = { memory: { baseline: aBaseline({ subject }) }, exemptions: [], events: [] };
  const observation = { kind: 'absent', subject, observedAt } as const;
  const waits = decide({ observation, ...sight, now: at(60), held: 'It is not made again yet.' });
  expect(waits).toMatchObject({ kind: 'escalate', why: 'It is not made again yet.' });
  expect(waits).toMatchObject({ findings: [{ technique: 'delete-trail' }] });
  expect(waits).not.toHaveProperty('steps');
  expect(decide({ observation, ...sight, now: at(60) })).toMatchObject({ kind: 'restore' });
});
