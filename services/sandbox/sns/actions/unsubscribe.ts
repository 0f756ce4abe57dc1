import type { Action } from '../../core/service';
import { refuse } from '../refusals';
import { onSubscription, subscriptionOfCall } from '../subscription-of-call';

/** By who subscribed or who owns the topic; unsubscribing what is gone is no error [R]. [D] API_Unsubscribe */
export const unsubscribe: Action = {
  readOnly: false,
  ...onSubscription('Unsubscribe'),
  handle: (call, world) => {
    const subscription = subscriptionOfCall(call, world);
    if (subscription === undefined) return {};
    const { arn, accountId, topicArn } = subscription;
    const owners = [accountId, topicArn.split(':')[4]];
    if (!owners.includes(call.accountId)) throw refuse.foreignSubscription();
    world.sns.subscriptions.delete(arn);
    return {};
  },
};
