import type { Baseline } from '../../domain/baseline';
import type { Runbook } from '../../domain/runbook';
import { type Step, stepOn } from '../../domain/step';
import { protectEntries } from './restore-data-protection';
import { retain } from './restore-retention';
import { putFilter } from './restore-subscriptions';

/**
 * CreateLogGroup under the same name, which gives the same ARN, with its key from the first entry on.
 * What no technique would find missing comes first, so that a restoration that is cut short is gone
 * on with: retention (for ever is no finding) and metric filters before masks and subscriptions.
 */
export const recreateLogGroup: Runbook<'log-group'> = {
  id: 'recreate-log-group',
  title: 'Create a deleted log group again',
  subject: 'log-group',
  undoes: ['delete-log-group'],
  steps: (findings, baseline) => (findings.length > 0 ? made(baseline) : []),
};

function made(baseline: Baseline<'log-group'>): readonly Step[] {
  const { subject, state } = baseline;
  const { name: logGroupName, logGroupClass, kmsKeyId, tags = {} } = state;
  const { metricFilters = [], subscriptionFilters = [] } = state;
  return [
    stepOn(subject, 'logs:CreateLogGroup', {
      logGroupName,
      logGroupClass,
      ...(kmsKeyId && { kmsKeyId }),
      ...(Object.keys(tags).length > 0 && { tags }),
    }),
    ...(state.retentionInDays ? [retain(baseline)] : []),
    ...metricFilters.map((filter) =>
      stepOn(subject, 'logs:PutMetricFilter', { logGroupName, ...filter }),
    ),
    ...(state.dataProtectionPolicy ? [protectEntries(baseline)] : []),
    ...subscriptionFilters.map((filter) => putFilter(baseline, filter)),
  ];
}
