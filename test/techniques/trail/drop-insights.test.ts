import { expect, test } from '@jest/globals';
import { dropInsights } from '../../../shared/tampering/trail/drop-insights/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState, aTrailStateWithoutParts } from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';

const { detect, drill } = dropInsights;
const expected = { baseline: aBaseline(), accountedUntil: at(0) };
const seen = (insights: readonly string[]) => aPresent({ state: aTrailState({ insights }) });

test('drop-insights: a trail without Insights is found', () => {
  expect(detect(seen([]), expected)).toEqual({
    technique: 'drop-insights',
    part: 'insights',
    expected: 'ApiCallRateInsight, ApiErrorRateInsight',
    actual: 'none',
    sentence: 'Trail main no longer looks for ApiCallRateInsight, ApiErrorRateInsight.',
    healed: false,
  });
});

test('drop-insights: a dropped type is found and named', () => {
  expect(detect(seen(['ApiErrorRateInsight']), expected)).toMatchObject({
    actual: 'ApiErrorRateInsight',
    sentence: 'Trail main no longer looks for ApiCallRateInsight.',
  });
});

test('drop-insights: a trail that equals its baseline is not found', () => {
  expect(detect(aPresent(), expected)).toBeUndefined();
});

test('drop-insights: Insights beyond the baseline are not found', () => {
  const baseline = aBaseline({ state: aTrailState({ insights: [] }) });
  expect(detect(aPresent(), { ...expected, baseline })).toBeUndefined();
});

test('drop-insights: Insights that were not read are not judged, now or at the capture', () => {
  const unread = aTrailStateWithoutParts();
  expect(detect(aPresent({ state: unread }), expected)).toBeUndefined();
  const baseline = aBaseline({ state: unread });
  expect(detect(seen([]), { ...expected, baseline })).toBeUndefined();
});

test('drop-insights: a trail that is gone is another technique', () => {
  expect(detect(anAbsent(), expected)).toBeUndefined();
});

test('drop-insights: the drill turns all of them off, by the trail’s ARN', () => {
  expect(drill(aTrail())).toMatchObject([
    {
      call: 'cloudtrail:PutInsightSelectors',
      input: { TrailName: aTrail().id, InsightSelectors: [] },
    },
  ]);
});
