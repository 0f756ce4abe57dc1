import type { Call } from '../core/call';
import type { Action } from '../core/service';
import type { World } from '../core/world';
import { requiredText } from './input';
import { refuse } from './refusals';
import type { Subscription } from './state';

/** A refusal names the topic, not the subscription, and no topic policy can grant it [R]; only `*` allows it [D]. */
export function onSubscription(action: string) {
  return {
    permission: `SNS:${action}`,
    resource: (call: Call) => subscriptionArnOf(call).split(':').slice(0, 6).join(':'),
  } as const satisfies Partial<Action>;
}

/** Undefined when there is none. One that waits for its endpoint cannot be named by its word `PendingConfirmation`. */
export function subscriptionOfCall(call: Call, world: World): Subscription | undefined {
  const arn = subscriptionArnOf(call);
  const { length } = arn.split(':');
  if (length >= 6) return world.sns.subscriptions.get(arn);
  throw refuse.invalidParameter(
    `SubscriptionArn Reason: An ARN must have at least 6 elements, not ${length}`,
  );
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

function subscriptionArnOf({ input }: Call): string {
  return requiredText(input, 'SubscriptionArn');
}
