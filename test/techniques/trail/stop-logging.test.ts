import { expect, test } from '@jest/globals';
import type { Known } from '../../../shared/domain/observation';
import type { TrailState } from '../../../shared/domain/trail';
import { stopLogging } from '../../../shared/tampering/trail/stop-logging/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import {
  aRestartedTrailState,
  aStoppedTrailState,
  aTrailState,
  fromStatus,
} from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';

const expected = { baseline: aBaseline(), accountedUntil: at(-3_600) };
const seen = (state: TrailState) => stopLogging.detect(aPresent({ state }), expected);

test('stop-logging: a stopped trail is found, blind since its stop', () => {
  expect(seen(aStoppedTrailState())).toEqual({
    technique: 'stop-logging',
    part: 'status.isLogging',
    expected: 'logging',
    actual: 'stopped',
    sentence: 'Trail main is stopped.',
    healed: false,
    window: { from: fromStatus(0) },
  });
});

test('stop-logging: a trail that was stopped and started again is found, and needs no step', () => {
  expect(seen(aRestartedTrailState())).toEqual({
    technique: 'stop-logging',
    part: 'status.isLogging',
    expected: 'logging',
    actual: `was stopped at ${at(0)}`,
    sentence: 'Trail main was stopped and is logging again.',
    healed: true,
    window: { from: fromStatus(0), to: fromStatus(30) },
  });
});

test('stop-logging: a trail that equals its baseline is not found', () => {
  expect(seen(aTrailState())).toBeUndefined();
});

test('stop-logging: a trail that logs where its baseline does not require it is not found', () => {
  const baseline = aBaseline({ state: aStoppedTrailState() });
  const observed = aPresent({ state: aRestartedTrailState() });
  expect(stopLogging.detect(observed, { ...expected, baseline })).toBeUndefined();
});

test('stop-logging: a stop that an earlier incident accounts for is not found again', () => {
  const observed = aPresent({ state: aRestartedTrailState() });
  expect(stopLogging.detect(observed, { ...expected, accountedUntil: at(0) })).toBeUndefined();
});

test('stop-logging: a status without times is judged by whether it logs', () => {
  const { startedAt: _, ...timeless } = aTrailState().status;
  expect(seen({ ...aTrailState(), status: timeless })).toBeUndefined();
  expect(seen({ ...aTrailState(), status: { isLogging: false } })).toMatchObject({
    sentence: 'Trail main is stopped.',
    window: { from: { at: at(60), source: 'clock' } },
  });
});

test('stop-logging: a trail that is gone is not a stopped trail', () => {
  const gone: Known<'trail'> = anAbsent();
  expect(stopLogging.detect(gone, expected)).toBeUndefined();
});

test('stop-logging: the drill stops the trail in its home Region, by its ARN', () => {
  const trail = aTrail({ region: 'eu-west-1' });
  expect(stopLogging.drill(trail)).toEqual([
    { call: 'cloudtrail:StopLogging', region: 'eu-west-1', input: { Name: trail.id } },
  ]);
});
