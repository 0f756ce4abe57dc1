import { isOfLesserClass, type SubscriptionFilter } from '../../../domain/log-group';
import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

/**
 * DeleteSubscriptionFilter, or PutSubscriptionFilter under the same name, which overwrites it with
 * another destination or a pattern that matches nothing. A group has two filters at most, so those
 * that stand where the baseline's stood are named too: they have to make room. Without that, another
 * filter is none of our business.
 */
export const redirectSubscription: Technique<'log-group'> = {
  id: 'redirect-subscription',
  title: 'Redirect what subscribes to a trail’s log group',
  subject: 'log-group',
  severity: 'high',
  row: 'CWL-04',
  mitre: DISABLE_LOGS,
  events: { 'logs.amazonaws.com': ['DeleteSubscriptionFilter', 'PutSubscriptionFilter'] },
  parts: ['subscriptionFilters'],
  detect: differs('redirect-subscription', (baseline, is) => {
    const { name, subscriptionFilters: must = [] } = baseline;
    const { subscriptionFilters: are } = is;
    if (!are || isOfLesserClass(is, baseline)) return undefined;
    const changed = namesOf(must.filter((one) => !are.some((other) => isSame(one, other))));
    if (changed.length === 0) return undefined;
    const foreign = namesOf(are).filter((one) => !namesOf(must).includes(one));
    return {
      part: `subscriptionFilters.${[...changed, ...foreign].join(':')}`, // the runbook goes by it; no name has a colon
      expected: must.map(shown).join(', '),
      actual: are.map(shown).join(', ') || 'none',
      sentence: `Log group ${name} no longer sends its entries as it must: ${changed.join(', ')}.`,
    };
  }),
  drill: calling('logs:DeleteSubscriptionFilter', ({ id }) => ({
    logGroupName: id.split(':log-group:')[1],
    filterName: 'siem',
  })),
};

const namesOf = (filters: readonly SubscriptionFilter[]): readonly string[] =>
  filters.map(({ filterName }) => filterName);

const shown = ({ filterName, destinationArn }: SubscriptionFilter): string =>
  `${filterName} to ${destinationArn}`;

const isSame = (must: SubscriptionFilter, is: SubscriptionFilter): boolean =>
  textOf(must) === textOf(is);

const textOf = (filter: SubscriptionFilter): string =>
  JSON.stringify(Object.entries(filter).sort());
