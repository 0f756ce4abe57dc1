import { expect, test } from '@jest/globals';
import { restoreInsights } from '../../../shared/restore/runbooks/trail/restore-insights';
import { aBaseline } from '../../builders/a-baseline';
import { aFinding } from '../../builders/a-finding';
import { aTrail } from '../../builders/a-trail';
import { aStep } from './a-step';

const found = aFinding('drop-insights');
const step = aStep('cloudtrail:PutInsightSelectors', {
  TrailName: aTrail().id,
  InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
});

test('restore-insights: all types of the baseline are turned on when one was dropped', () => {
  expect(restoreInsights.steps([found], aBaseline())).toEqual([step]);
});

test('restore-insights: no findings make no steps', () => {
  expect(restoreInsights.steps([], aBaseline())).toEqual([]);
});

test('restore-insights: a finding that comes twice makes one step', () => {
  expect(restoreInsights.steps([found, found], aBaseline())).toEqual([step]);
});
