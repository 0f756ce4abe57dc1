import type { Baseline } from '../../../domain/baseline';
import { isOfLesserClass, type MetricFilter, takesNoSetting } from '../../../domain/log-group';
import type { Runbook } from '../../../domain/runbook';
import { same } from '../../../domain/same';
import { type Step, stepOn } from '../../../domain/step';
import { protectEntries } from './restore-data-protection';
import { retain } from './restore-retention';
import { putFilter } from './restore-subscriptions';

/**
 * CreateLogGroup under the same name, which gives the same ARN, with its key from the first entry on. First comes
 * what no technique misses, which `finish` names while it is owed: retention (no expiry is no finding) and metric
 * filters. Masks and subscriptions follow.
 */
export const recreateLogGroup: Runbook<'log-group'> = {
  id: 'recreate-log-group',
  title: 'Create a deleted log group again',
  subject: 'log-group',
  undoes: ['delete-log-group'],
  steps: (findings, baseline) => (findings.length > 0 ? made(baseline) : []),
  finish: (is, baseline) => [
    ...(baseline.state.retentionInDays !== is.retentionInDays &&
    baseline.state.retentionInDays &&
    !takesNoSetting(is, baseline.state)
      ? [retain(baseline)]
      : []),
    ...countAgain(
      baseline,
      (filter) =>
        !isOfLesserClass(is, baseline.state) &&
        (is.metricFilters?.every((other) => !same(other, filter)) ?? false),
    ),
  ],
};

function made(baseline: Baseline<'log-group'>): readonly Step[] {
  const { subject, state } = baseline;
  const { name: logGroupName, logGroupClass, kmsKeyId, tags = {} } = state;
  const { subscriptionFilters = [] } = state;
  return [
    stepOn(subject, 'logs:CreateLogGroup', {
      logGroupName,
      logGroupClass,
      ...(kmsKeyId && { kmsKeyId }),
      ...(Object.keys(tags).length > 0 && { tags }),
    }),
    ...(state.retentionInDays ? [retain(baseline)] : []),
    ...countAgain(baseline),
    ...(state.dataProtectionPolicy ? [protectEntries(baseline)] : []),
    ...subscriptionFilters.map((filter) => putFilter(baseline, filter)),
  ];
}

/** PutMetricFilter for each filter of the baseline, or only for those that are missing. */
const countAgain = (
  { subject, state }: Baseline<'log-group'>,
  isWanting: (filter: MetricFilter) => boolean = () => true,
): readonly Step[] =>
  (state.metricFilters ?? [])
    .filter(isWanting)
    .map((filter) =>
      stepOn(subject, 'logs:PutMetricFilter', { logGroupName: state.name, ...filter }),
    );
