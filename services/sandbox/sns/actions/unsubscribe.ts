import type { Action } from '../../core/service';
import { subscriptionOfCall } from '../subscription-of-call';
import { onAllTopics } from '../topic-of-call';

export const unsubscribe: Action = {
  readOnly: false,
  ...onAllTopics('Unsubscribe'),
  handle: (call, world) => {
    world.sns.subscriptions.delete(subscriptionOfCall(call, world).arn);
    return {};
  },
};
