import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { subjectKey } from '../../shared/domain/subject';
import { decide } from '../../shared/restore/decide';
import { reflexFor } from '../../shared/restore/reflex';
import { aBaseline } from '../builders/a-baseline';
import { aMemory, anExemption } from '../builders/a-memory';
import { anEvent } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { aStoppedTrailState, aTrailState } from '../builders/a-trail-state';
import { at } from '../builders/at';

const trail = aTrail();
const ofAccount = { subjectKey: '*', pause: { scope: trail.accountId } };
const notice = { subjectKey: subjectKey(trail), pause: { scope: 'x', isNotice: true } } as const;

const decided = (state: ReturnType<typeof aTrailState>, exemption: object, now = at(1)) =>
  decide({
    observation: { kind: 'present', subject: trail, observedAt: now, state },
    memory: { baseline: aBaseline() },
    exemptions: [anExemption(exemption)],
    ...{ events: [anEvent()], now },
  });

test('under a pause a stop is told with what would put it back, and nothing is done', () => {
  const decision = decided(aStoppedTrailState(), { ...ofAccount, until: at(60) });
  expect(decision).toMatchObject({
    kind: 'escalate',
    why: expect.stringContaining('cloudtrail:StartLogging'),
    findings: [{ technique: 'stop-logging' }],
  });
  expect('steps' in decision && decision.steps?.length).toBeFalsy();
});

test('a whole trail under a pause is whole', () => {
  expect(decided(aTrailState(), { ...ofAccount, until: at(60) }).kind).toBe('compliant');
});

test('a notice is told of what is whole, and keeps nothing from being put back', () => {
  expect(decided(aTrailState(), { ...notice, until: at(60) })).toMatchObject({ kind: 'escalate' });
  expect(decided(aStoppedTrailState(), { ...notice, until: at(60) }).kind).toBe('restore');
  const memory = aMemory({ exemptions: [anExemption({ ...notice, until: at(60) })] });
  expect(reflexFor(trail, [anEvent()], memory, at(1))).toBeDefined();
});

test('no step is taken in the time of a pause, at once or later; from its end on all are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), (second) => {
      const now = at(second);
      const until = at(60);
      const isPaused = now < until;
      const decision = decided(aStoppedTrailState(), { ...ofAccount, until }, now);
      const steps = 'steps' in decision ? (decision.steps ?? []) : [];
      const memory = aMemory({ exemptions: [anExemption({ ...ofAccount, until })] });
      const reflex = reflexFor(trail, [anEvent()], memory, now);
      expect({ steps: steps.length > 0, reflex: reflex !== undefined }).toEqual({
        ...{ steps: !isPaused, reflex: !isPaused },
      });
    }),
  );
});
