import type { Runbook } from '../../../domain/runbook';
import type { Step } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import { trailStep } from './trail-step';

/** PutInsightSelectors with the types of the baseline, which removes types that were added since. */
export const restoreInsights: Runbook<'trail'> = {
  id: 'restore-insights',
  title: 'Turn CloudTrail Insights on again',
  subject: 'trail',
  undoes: ['drop-insights'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 ? [putInsights(subject, state.insights ?? [])] : [],
};

export const putInsights = (trail: Subject<'trail'>, types: readonly string[]): Step =>
  trailStep(trail, 'cloudtrail:PutInsightSelectors', {
    TrailName: trail.id,
    InsightSelectors: types.map((InsightType) => ({ InsightType })),
  });
