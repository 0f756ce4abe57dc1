import type { Call } from '../core/call';
import type { World } from '../core/world';
import { requiredText } from './input';
import { invalidParameter, subscriptionNotFound } from './refusals';
import type { Subscription } from './state';

/** A pending subscription that is only known as `PendingConfirmation` cannot be named. */
export function subscriptionOfCall({ input }: Call, world: World): Subscription {
  const arn = requiredText(input, 'SubscriptionArn');
  const { length } = arn.split(':');
  if (length < 6) {
    throw invalidParameter(
      `SubscriptionArn Reason: An ARN must have at least 6 elements, not ${length}`,
    );
  }
  const found = world.sns.subscriptions.get(arn);
  if (found === undefined) throw subscriptionNotFound();
  return found;
}

export function subscriptionOutput(subscription: Subscription) {
  const { arn, accountId, protocol, endpoint, topicArn, confirmed } = subscription;
  return {
    SubscriptionArn: confirmed ? arn : 'PendingConfirmation',
    Owner: accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}
