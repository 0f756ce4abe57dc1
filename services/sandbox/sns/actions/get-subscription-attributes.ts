import type { Action } from '../../core/service';
import { subscriptionOfCall } from '../subscription-of-call';
import { onAllTopics } from '../topic-of-call';

export const getSubscriptionAttributes: Action = {
  readOnly: true,
  ...onAllTopics('GetSubscriptionAttributes'),
  handle: (call, world) => {
    const subscription = subscriptionOfCall(call, world);
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
