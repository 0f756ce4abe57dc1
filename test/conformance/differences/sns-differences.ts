import type { ListedDifference } from './listed-difference';

export const snsDifferences: readonly ListedDifference[] = [
  {
    calls: ['GetTopicAttributes'],
    path: 'Attributes.DeliveryPolicy',
    moto: '',
    aws: 'sandbox',
    because: 'A topic has it once it is set [CLI sns get-topic-attributes].',
  },
  {
    calls: ['GetTopicAttributes'],
    path: 'Attributes.EffectiveDeliveryPolicy.guaranteed',
    moto: false,
    aws: 'sandbox',
    because: 'The policy is in http, and has no other parts [CLI sns get-topic-attributes].',
  },
  {
    calls: ['GetTopicAttributes'],
    path: 'Attributes.EffectiveDeliveryPolicy.sicklyRetryPolicy',
    moto: null,
    aws: 'sandbox',
    because: 'The policy is in http, and has no other parts [CLI sns get-topic-attributes].',
  },
  {
    calls: ['GetTopicAttributes'],
    path: 'Attributes.EffectiveDeliveryPolicy.throttlePolicy',
    moto: null,
    aws: 'sandbox',
    because: 'The policy is in http, and has no other parts [CLI sns get-topic-attributes].',
  },
  {
    calls: ['GetTopicAttributes'],
    path: 'Attributes.EffectiveDeliveryPolicy.defaultHealthyRetryPolicy',
    moto: {
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numMaxDelayRetries: 0,
      numRetries: 3,
      backoffFunction: 'linear',
    },
    aws: 'sandbox',
    because: 'The policy is in http, and has no other parts [CLI sns get-topic-attributes].',
  },
  {
    calls: ['GetTopicAttributes'],
    path: 'Attributes.EffectiveDeliveryPolicy.http',
    sandbox: {
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
    aws: 'sandbox',
    because: 'The policy is in http, and has no other parts [CLI sns get-topic-attributes].',
  },
  {
    calls: ['SetTopicAttributes: an attribute that no topic has'],
    path: '',
    sandbox: 'InvalidParameterException: Invalid parameter: AttributeName',
    moto: 'answered',
    aws: 'sandbox',
    because: 'The attributes of a topic are listed [API SetTopicAttributes].',
  },
];
