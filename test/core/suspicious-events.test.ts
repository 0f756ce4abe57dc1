import { expect, test } from '@jest/globals';
import { namedIn, tamperingAmong } from '../../shared/restore/suspicious-events';
import { stopLogging } from '../../shared/tampering/trail/stop-logging/technique';
import { aBaseline } from '../builders/a-baseline';
import { anEvent } from '../builders/a-signal';
import { aStoppedTrailState } from '../builders/a-trail-state';
import { aPresent } from '../builders/an-observation';
import { at } from '../builders/at';

const TRAIL = { kind: 'trail' } as const;
const refused = anEvent({ id: 'refused', evidence: { errorCode: 'AccessDenied' } });
const started = anEvent({ id: 'started', evidence: { eventName: 'StartLogging' } });

test('tampering is the calls that took effect, oldest first', () => {
  const late = anEvent({ id: 'late', eventTime: at(9) });
  const early = anEvent({ id: 'early', eventTime: at(3) });
  expect(tamperingAmong([late, refused, started, early])).toEqual([early, late]);
});

test('the findings name the techniques, each once', () => {
  const expected = { baseline: aBaseline(), accountedUntil: at(-1) };
  const finding = stopLogging.detect(aPresent({ state: aStoppedTrailState() }), expected);
  const findings = finding ? [finding, finding] : [];
  expect(namedIn(TRAIL, findings, [])).toEqual({
    techniques: ['stop-logging'],
    severity: 'critical',
  });
});

test('when nothing could be read, a call of one technique names it', () => {
  expect(namedIn(TRAIL, [], [anEvent()])).toEqual({
    techniques: ['stop-logging'],
    severity: 'critical',
  });
});

test('a call that could be several techniques names none of them, and has the severity of the worst', () => {
  const call = { eventSource: 'iam.amazonaws.com', eventName: 'DeleteRolePolicy' };
  expect(namedIn(TRAIL, [], [anEvent({ evidence: call })])).toEqual({
    techniques: [],
    severity: 'critical',
  });
});

test('an unknown cause has severity high', () => {
  expect(namedIn(TRAIL, [], [refused, started])).toEqual({ techniques: [], severity: 'high' });
});
