import { expect, test } from '@jest/globals';
import type { EventConfiguration } from '../../../shared/domain/trail';
import { changeEventConfiguration } from '../../../shared/tampering/trail/change-event-configuration/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aggregating, aTrailState, aTrailStateWithoutParts } from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';

const { detect, drill } = changeEventConfiguration;
const unread: EventConfiguration = { kind: 'unread', code: 'AccessDeniedException' };
const expected = { baseline: aBaseline(), accountedUntil: at(0) };
const expecting = (eventConfiguration: EventConfiguration) => ({
  ...expected,
  baseline: aBaseline({ state: aTrailState({ eventConfiguration }) }),
});
const seen = (eventConfiguration: EventConfiguration) =>
  aPresent({ state: aTrailState({ eventConfiguration }) });

test('change-event-configuration: a trail that no longer aggregates is found', () => {
  expect(detect(seen(aggregating()), expected)).toEqual({
    technique: 'change-event-configuration',
    part: 'eventConfiguration',
    expected: 'Data API_ACTIVITY, Data RESOURCE_ACCESS',
    actual: 'none',
    sentence: 'Trail main no longer aggregates Data API_ACTIVITY, Data RESOURCE_ACCESS.',
    healed: false,
  });
});

test('change-event-configuration: one template that is dropped is found, and named', () => {
  expect(detect(seen(aggregating('RESOURCE_ACCESS')), expected)).toMatchObject({
    sentence: 'Trail main no longer aggregates Data API_ACTIVITY.',
  });
});

test('change-event-configuration: a configuration that AWS no longer shows is found', () => {
  expect(detect(seen(unread), expected)).toMatchObject({
    actual: 'not shown (AccessDeniedException)',
    sentence: 'AWS no longer shows what trail main aggregates.',
  });
  expect(detect(seen(unread), expecting(aggregating()))).toBeUndefined();
});

test('change-event-configuration: a trail that equals its baseline is not found', () => {
  expect(detect(aPresent(), expected)).toBeUndefined();
});

test('change-event-configuration: templates beyond the baseline are not found', () => {
  expect(detect(aPresent(), expecting(aggregating()))).toBeUndefined();
});

test('change-event-configuration: a configuration that was not read is not judged, now or at the capture', () => {
  const nothing = aTrailStateWithoutParts();
  expect(detect(aPresent({ state: nothing }), expected)).toBeUndefined();
  const baseline = aBaseline({ state: nothing });
  expect(detect(seen(aggregating()), { ...expected, baseline })).toBeUndefined();
  expect(detect(seen(aggregating()), expecting(unread))).toBeUndefined();
});

test('change-event-configuration: a trail that is gone is another technique', () => {
  expect(detect(anAbsent(), expected)).toBeUndefined();
});

test('change-event-configuration: the drill switches aggregation off, by the trail’s ARN', () => {
  expect(drill(aTrail())).toMatchObject([
    { call: 'cloudtrail:PutEventConfiguration', input: { TrailName: aTrail().id } },
  ]);
});
