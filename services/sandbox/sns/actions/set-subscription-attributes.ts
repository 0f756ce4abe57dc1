import type { Action } from '../../core/service';
import { optionalText, requiredText } from '../input';
import { refuse } from '../refusals';
import { setSubscriptionAttribute } from '../subscription-attributes';
import { onSubscription, subscriptionOfCall } from '../subscription-of-call';

export const setSubscriptionAttributes: Action = {
  readOnly: false,
  ...onSubscription('SetSubscriptionAttributes'),
  handle: (call, world) => {
    const subscription = subscriptionOfCall(call, world);
    if (subscription === undefined) throw refuse.subscriptionNotFound();
    if (subscription.accountId !== call.accountId) throw refuse.foreignSubscription();
    const value = optionalText(call.input, 'AttributeValue') ?? '';
    setSubscriptionAttribute(subscription, requiredText(call.input, 'AttributeName'), value);
    return {};
  },
};
