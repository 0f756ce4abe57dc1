import { actionsOn } from '../../core/make-action';
import type { Action, Call, World } from '../../core/service';
import { optionalText, pageOf, requiredText, textMap } from '../input';
import { refuse } from '../refusals';
import type { Subscription } from '../state';
import { setSubscriptionAttribute, subscribe } from '../subscribe';
import {
  onTopic,
  permission,
  sourceConditions,
  subscriptionsOf,
  topicOfCall,
  topicParts,
} from '../topic-of-call';

/** A refusal names the topic, not the subscription, and no topic policy can grant it [R]; only `*` allows it [D]. */
const subscriptionParts = {
  permission,
  resource: (call: Call) => subscriptionArnOf(call).split(':').slice(0, 6).join(':'),
};

const onSubscription = actionsOn(subscriptionParts, subscriptionOfCall);

const onOwnSubscription = actionsOn(subscriptionParts, ownSubscription);

export const subscribeAction: Action = {
  ...topicParts,
  conditions: ({ input }) => ({
    ...sourceConditions(),
    'sns:Protocol': optionalText(input, 'Protocol'),
    'sns:Endpoint': optionalText(input, 'Endpoint'),
  }),
  handle: (call, world) => {
    const { arn, confirmed } = subscribe(world, topicOfCall(call, world), {
      accountId: call.accountId,
      protocol: requiredText(call.input, 'Protocol'),
      endpoint: optionalText(call.input, 'Endpoint') ?? '',
      attributes: textMap(call.input, 'Attributes'),
    });
    const shown = confirmed || call.input.ReturnSubscriptionArn === 'true';
    return { SubscriptionArn: shown ? arn : 'pending confirmation' };
  },
  record: (call, output) => ({
    requestParameters: requestOf(call),
    responseElements: output && { subscriptionArn: output.SubscriptionArn },
  }),
};

/** Where messages go may be a person's address: the record hides it. [D] sns logging-using-cloudtrail */
function requestOf({ input }: Call): unknown {
  return {
    topicArn: input.TopicArn,
    protocol: input.Protocol,
    ...(input.Endpoint !== undefined && { endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
    ...(input.Attributes !== undefined && { attributes: input.Attributes }),
    ...(input.ReturnSubscriptionArn !== undefined && {
      returnSubscriptionArn: input.ReturnSubscriptionArn === 'true',
    }),
  };
}

export const getSubscriptionAttributes = onOwnSubscription((subscription) => {
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
});

export const setSubscriptionAttributes = onOwnSubscription((subscription, call) => {
  const value = optionalText(call.input, 'AttributeValue') ?? '';
  setSubscriptionAttribute(subscription, requiredText(call.input, 'AttributeName'), value);
});

export const listSubscriptionsByTopic = onTopic((topic, call, world) => {
  const subscriptions = subscriptionsOf(world, topic);
  const { items, NextToken } = pageOf(call.input, subscriptions);
  return { Subscriptions: items.map(subscriptionOutput), NextToken };
});

/** By who subscribed or who owns the topic; unsubscribing what is gone is no error [R]. [D] API_Unsubscribe */
export const unsubscribe = onSubscription((subscription, call, world) => {
  if (subscription === undefined) return;
  const { arn, accountId, topicArn } = subscription;
  const owners = [accountId, topicArn.split(':')[4]];
  if (!owners.includes(call.accountId)) throw refuse.foreignSubscription();
  world.sns.subscriptions.delete(arn);
});

/** Undefined when there is none. One that waits for its endpoint cannot be named by its word `PendingConfirmation`. */
function subscriptionOfCall(call: Call, world: World): Subscription | undefined {
  const arn = subscriptionArnOf(call);
  const { length } = arn.split(':');
  if (length >= 6) return world.sns.subscriptions.get(arn);
  throw refuse.invalidParameter(
    `SubscriptionArn Reason: An ARN must have at least 6 elements, not ${length}`,
  );
}

function ownSubscription(call: Call, world: World): Subscription {
  const subscription = subscriptionOfCall(call, world);
  if (subscription === undefined) throw refuse.subscriptionNotFound();
  if (subscription.accountId !== call.accountId) throw refuse.foreignSubscription();
  return subscription;
}

function subscriptionOutput(subscription: Subscription) {
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
