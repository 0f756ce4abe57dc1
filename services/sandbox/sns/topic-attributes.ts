import { readPolicyText } from '../iam/check-policy';
import { listOf } from '../iam/policy-document';
import { refuse } from './refusals';
import type { Subscription, Topic } from './state';
import { checkGrantable } from './topic-policy';

/** What SetTopicAttributes takes, besides the delivery status attributes. [D] API_SetTopicAttributes */
const settable = [
  'DeliveryPolicy',
  'DisplayName',
  'KmsMasterKeyId',
  'Policy',
  'SignatureVersion',
  'TracingConfig',
];

const deliveryStatus =
  /^(HTTP|Application|Lambda|Firehose|SQS)(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn)$/;

/** Refuses what SNS refuses, before anything is changed. */
export function checkAttribute(name: string, value: string): void {
  if (!settable.includes(name) && !deliveryStatus.test(name)) {
    throw refuse.invalidParameter('AttributeName');
  }
  if (name === 'Policy') {
    const refused = (why: string) => refuse.invalidParameter(`Policy Error: ${why}`);
    const { Statement } = readPolicyText(value, {
      notJson: () => refused('null'),
      noStatements: () => refused('null'),
      malformed: ({ message }) => refused(message),
    });
    for (const { Action } of listOf(Statement)) {
      checkGrantable(listOf(Action).map((action) => action.replace(/^sns:/i, '')));
    }
  }
}

/** An empty value takes the attribute away. */
export function setAttribute(topic: Topic, name: string, value: string): void {
  checkAttribute(name, value);
  if (value === '') topic.attributes.delete(name);
  else topic.attributes.set(name, value);
}

/** Every attribute GetTopicAttributes knows of this topic. */
export function describeTopic(
  topic: Topic,
  subscriptions: readonly Subscription[],
): ReadonlyMap<string, string> {
  const confirmed = subscriptions.filter((subscription) => subscription.confirmed).length;
  return new Map([
    ['TopicArn', topic.arn],
    ['Owner', topic.accountId],
    ['DisplayName', ''],
    ['EffectiveDeliveryPolicy', effectiveDeliveryPolicy],
    ['SubscriptionsConfirmed', String(confirmed)],
    ['SubscriptionsPending', String(subscriptions.length - confirmed)],
    ['SubscriptionsDeleted', '0'],
    ...topic.attributes,
  ]);
}

/** [D] sns-message-delivery-retries */
const effectiveDeliveryPolicy = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
  },
});
