import type { Action } from '../../core/service';
import { refuse } from '../refusals';
import { onSubscription, subscriptionOfCall } from '../subscription-of-call';

export const getSubscriptionAttributes: Action = {
  readOnly: true,
  ...onSubscription('GetSubscriptionAttributes'),
  handle: (call, world) => {
    const subscription = subscriptionOfCall(call, world);
    if (subscription === undefined) throw refuse.subscriptionNotFound();
    if (subscription.accountId !== call.accountId) throw refuse.foreignSubscription();
    const Attributes = new Map([
      ['SubscriptionArn', subscription.arn],
      ['TopicArn', subscription.topicArn],
      ['Owner', subscription.accountId],
      ['Protocol', subscription.protocol],
      ['Endpoint', subscription.endpoint],
      ['PendingConfirmation', String(!subscription.confirmed)],
      ['ConfirmationWasAuthenticated', String(subscription.confirmed)],
      ['RawMessageDelivery', 'false'],
      ...subscription.attributes,
    ]);
    return { Attributes };
  },
};
