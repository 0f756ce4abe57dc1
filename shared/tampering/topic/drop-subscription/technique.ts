import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { type Subscription, subscriptionKey } from '../../../domain/topic';
import { differs } from '../../detection/differs';

/**
 * Unsubscribe, or SetSubscriptionAttributes with a filter that lets nothing through, or the topic
 * deleted and made again, which takes them all. An endpoint that was asked again and has not confirmed
 * yet is no finding: asking it at every look would be a flood. More subscriptions are none either.
 */
export const dropSubscription: Technique<'topic'> = {
  id: 'drop-subscription',
  title: 'Unsubscribe who reads a trail’s files',
  subject: 'topic',
  severity: 'medium',
  row: 'SNS-01',
  mitre: DISABLE_LOGS,
  events: {
    'sns.amazonaws.com': ['Unsubscribe', 'SetSubscriptionAttributes', 'DeleteTopic'],
  },
  parts: ['subscriptions'],
  detect: differs(
    'drop-subscription',
    ({ name, subscriptions: must = [] }, { subscriptions: are }) => {
      if (!are) return undefined;
      const isKept = (one: Subscription): boolean => are.some((other) => isSame(one, other));
      const dropped = must.filter((one) => !isKept(one)).map(subscriptionKey);
      if (dropped.length === 0) return undefined;
      return {
        part: dropped.map((key) => `subscriptions.${key}`).join(', '), // the runbook goes by it
        expected: must.map(subscriptionKey).join(', '),
        actual: are.map(subscriptionKey).join(', ') || 'none',
        sentence: `Topic ${name} no longer tells ${dropped.join(', ')}.`,
      };
    },
  ),
  // Unsubscribe needs an ARN that only a look at the account gives.
  drill: ({ id, region }) => [
    { call: 'sns:DeleteTopic', region, input: { TopicArn: id } },
    { call: 'sns:CreateTopic', region, input: { Name: id.split(':')[5] } },
  ],
};

const isSame = (must: Subscription, is: Subscription): boolean =>
  subscriptionKey(must) === subscriptionKey(is) &&
  (must.isPending || is.isPending || textOf(must.attributes) === textOf(is.attributes));

const textOf = (attributes: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(attributes).sort());
