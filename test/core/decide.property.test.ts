import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Baseline } from '../../shared/domain/baseline';
import { exemptionInForce } from '../../shared/domain/exemption';
import { isSeenOf } from '../../shared/domain/observation';
import { isTrailStep, type Step } from '../../shared/domain/step';
import { subjectKey } from '../../shared/domain/subject';
import type { TrailState } from '../../shared/domain/trail';
import { decide, type Situation } from '../../shared/restore/decide';
import { aTrailState } from '../builders/a-trail-state';
import { afterStep } from './after-step';
import { anySituation } from './arbitraries';

const always = (holds: (situation: Situation<'trail'>) => void): void =>
  fc.assert(fc.property(anySituation, holds), { numRuns: 500 });

test('every situation has a decision', () => {
  always((situation) => {
    expect(['compliant', 'capture', 'restore', 'escalate', 'exempt']).toContain(
      decide(situation).kind,
    );
  });
});

test('the same situation always has the same decision', () => {
  always((situation) => {
    expect(decide(situation)).toEqual(decide(situation));
  });
});

test('what could not be read is always escalated', () => {
  always((situation) => {
    if (situation.observation.kind !== 'unreachable') return;
    expect(decide(situation).kind).toBe('escalate');
  });
});

test('an exemption in force never lets a step through', () => {
  always((situation) => {
    const { exemptions, observation, now } = situation;
    if (!exemptionInForce(exemptions, subjectKey(observation.subject), now)) return;
    const decision = decide(situation);
    expect(decision.kind === 'restore' ? decision.steps : []).toEqual([]);
  });
});

test('there are steps exactly where a finding is not healed', () => {
  always((situation) => {
    const decision = decide(situation);
    if (decision.kind !== 'restore') return;
    const wounded = decision.findings.some((finding) => !finding.healed);
    expect(decision.steps.length > 0).toBe(wounded);
  });
});

test('a trail that is not logging is never captured, and never compliant where it must log', () => {
  always((situation) => {
    const { observation, memory } = situation;
    if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return;
    if (observation.state.status.isLogging) return;
    const { kind } = decide(situation);
    expect(kind).not.toBe('capture');
    const baseline = memory?.baseline as Baseline<'trail'> | undefined;
    if (baseline?.state.status.isLogging) expect(kind).not.toBe('compliant');
  });
});

test('once its steps are taken, the same subject needs no more of them', () => {
  always((situation) => {
    const decision = decide(situation);
    if (decision.kind !== 'restore' || decision.steps.length === 0) return;
    const observation = afterSteps(situation, decision.steps);
    const again = decide({ ...situation, observation });
    expect(again.kind === 'restore' ? again.steps : []).toEqual([]);
  });
});

/** The state of the trail after AWS took these steps. */
function afterSteps(
  { observation, now }: Situation<'trail'>,
  steps: readonly Step[],
): Situation<'trail'>['observation'] {
  if (observation.kind === 'unreachable') return observation;
  const { subject, observedAt } = observation;
  const before = observation.kind === 'present' ? observation.state : aTrailState();
  const state = steps
    .filter(isTrailStep)
    .reduce((state, step) => started(afterStep(state, step), step, now), before);
  return { kind: 'present', subject, observedAt, state };
}

function started(state: TrailState, { call }: Step, now: string): TrailState {
  if (call !== 'cloudtrail:StartLogging') return state;
  const startedAt = { at: now, source: 'GetTrailStatus' } as const;
  return { ...state, status: { ...state.status, isLogging: true, startedAt } };
}
