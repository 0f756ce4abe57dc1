import { asks, each, named, rowOnly, rowsOf, says } from '../../records/rows-of';
import { onLogGroup } from '../on-log-group';
import { redirectSubscription } from './technique';

const onDestination = rowsOf({
  source: 'logs.amazonaws.com',
  subject: 'destinations',
  targets: named('destinationName'),
});

export const redirectSubscriptionRecords = [
  onLogGroup(redirectSubscription, {
    DeleteSubscriptionFilter: says(
      (target) => `Log group ${target} no longer feeds its subscriber.`,
    ),
    PutSubscriptionFilter: asks(
      (target) => `A subscription of log group ${target} was replaced or added.`,
    ),
  }),
  // The other end of a subscription is in no state that is looked at, so no technique finds it.
  onDestination(
    rowOnly(redirectSubscription),
    each(
      ['DeleteDestination', 'PutDestinationPolicy'],
      says((target) => `Destination ${target} was deleted or closed.`),
    ),
  ),
];
