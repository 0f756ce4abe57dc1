import type { Action } from '../../core/service';
import { pageOf } from '../page';
import { subscriptionOutput } from '../subscription-of-call';
import { onTopic, subscriptionsOf, topicOfCall } from '../topic-of-call';

export const listSubscriptionsByTopic: Action = {
  readOnly: true,
  ...onTopic('ListSubscriptionsByTopic'),
  handle: (call, world) => {
    const subscriptions = subscriptionsOf(world, topicOfCall(call, world));
    const { items, NextToken } = pageOf(call.input, subscriptions);
    return { Subscriptions: items.map(subscriptionOutput), NextToken };
  },
};
