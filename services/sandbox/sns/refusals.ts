import { Refusal } from '../core/service';

export const refuse = {
  topicNotFound: () => new Refusal('NotFound', 'Topic does not exist', 404),
  subscriptionNotFound: () => new Refusal('NotFound', 'Subscription does not exist', 404),
  /** Another account's subscription, even to one's own topic [R] ansible-collections/community.aws#1418. */
  foreignSubscription: () =>
    new Refusal('AuthorizationError', 'Not authorized to access this subscription', 403),
  resourceNotFound: () => new Refusal('ResourceNotFound', 'Resource does not exist', 404),
  /** `what` is the parameter, or the parameter and `Reason: …`. */
  invalidParameter: (what: string) => new Refusal('InvalidParameter', `Invalid parameter: ${what}`),
  keyUnusable: (code: 'KMSDisabled' | 'KMSInvalidState', message: string) =>
    new Refusal(code, message),
};
