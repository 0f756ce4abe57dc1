import type { Baseline } from '../../../domain/baseline';
import type { SubscriptionFilter } from '../../../domain/log-group';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/**
 * PutSubscriptionFilter for each filter that is missing or changed, which overwrites the one of its name.
 * DeleteSubscriptionFilter comes first, for filters that took the place: a group has two at most.
 */
export const restoreSubscriptions: Runbook<'log-group'> = {
  id: 'restore-subscriptions',
  title: 'Put a log group’s subscription filters back',
  subject: 'log-group',
  undoes: ['redirect-subscription'],
  steps: (findings, baseline) => {
    const named = findings.flatMap(({ part }) =>
      part.replace('subscriptionFilters.', '').split(':'),
    );
    const { name: logGroupName, subscriptionFilters = [] } = baseline.state;
    const missing = subscriptionFilters.filter(({ filterName }) => named.includes(filterName));
    const inTheWay = [...new Set(named)].filter(
      (name) => !subscriptionFilters.some(({ filterName }) => filterName === name),
    );
    return [
      ...inTheWay.map((filterName) =>
        stepOn(baseline.subject, 'logs:DeleteSubscriptionFilter', { logGroupName, filterName }),
      ),
      ...missing.map((filter) => putFilter(baseline, filter)),
    ];
  },
};

export const putFilter = (
  { subject, state }: Baseline<'log-group'>,
  filter: SubscriptionFilter,
): Step => stepOn(subject, 'logs:PutSubscriptionFilter', { logGroupName: state.name, ...filter });
