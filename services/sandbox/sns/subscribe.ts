import { randomUUID } from 'node:crypto';
import { orRefuse, type World } from '../core/service';
import { refuse } from './refusals';
import type { Subscription, Topic } from './state';

interface NewSubscription {
  /** Who subscribes. */
  readonly accountId: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes?: ReadonlyMap<string, string>;
}

/** How an endpoint of each protocol must look, and AWS's words where it does not. */
const endpoints: Readonly<Record<string, { readonly form: RegExp; readonly what: string }>> = {
  email: { form: /^[^@\s]+@[^@\s]+$/, what: 'Email address' },
  'email-json': { form: /^[^@\s]+@[^@\s]+$/, what: 'Email address' },
  http: { form: /^http:\/\//, what: 'Endpoint must match the specified protocol' },
  https: { form: /^https:\/\//, what: 'Endpoint must match the specified protocol' },
  sms: { form: /^\+?[\d-]+$/, what: 'Invalid SMS endpoint' },
  sqs: { form: /^arn:aws[a-z-]*:sqs:[^:]+:\d{12}:.+$/, what: 'SQS endpoint ARN' },
  lambda: { form: /^arn:aws[a-z-]*:lambda:[^:]+:\d{12}:function:.+$/, what: 'Lambda endpoint ARN' },
  firehose: { form: /^arn:aws[a-z-]*:firehose:[^:]+:\d{12}:.+$/, what: 'Firehose endpoint ARN' },
};

/** Subscribing an endpoint again gives the subscription it has; refuses to see it otherwise than it is. [R] */
export function subscribe(world: World, topic: Topic, wanted: NewSubscription): Subscription {
  const { accountId, protocol, endpoint, attributes = new Map() } = wanted;
  const expected = endpoints[protocol];
  if (expected === undefined) {
    throw refuse.invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  }
  if (!expected.form.test(endpoint)) throw refuse.invalidParameter(expected.what);
  for (const [name, value] of attributes) checkSubscriptionAttribute(name, value);
  const known = [...world.sns.subscriptions.values()].find(
    (one) => one.topicArn === topic.arn && one.protocol === protocol && one.endpoint === endpoint,
  );
  if (known !== undefined) return sameSubscription(known, attributes);
  const subscription: Subscription = {
    arn: `${topic.arn}:${randomUUID()}`,
    topicArn: topic.arn,
    accountId,
    protocol,
    endpoint,
    confirmed: confirmsAtOnce(wanted),
    attributes: new Map(attributes),
  };
  world.sns.subscriptions.set(subscription.arn, subscription);
  return subscription;
}

function sameSubscription(
  known: Subscription,
  attributes: ReadonlyMap<string, string>,
): Subscription {
  if ([...attributes].every(([name, value]) => known.attributes.get(name) === value)) return known;
  throw refuse.invalidParameter(
    'Attributes Reason: Subscription already exists with different attributes',
  );
}

/** Mail and web endpoints have to answer first, and so has the queue of another account. [D] sns-send-message-to-sqs-cross-account */
function confirmsAtOnce({ protocol, endpoint, accountId }: NewSubscription): boolean {
  if (protocol === 'sqs') return endpoint.split(':')[4] === accountId;
  return !['email', 'email-json', 'http', 'https'].includes(protocol);
}

/** As the reader of the mail that asks for it would; from then on messages arrive. */
export function confirmSubscription(world: World, arn: string): void {
  const found = world.sns.subscriptions.get(arn);
  if (found === undefined) throw refuse.subscriptionNotFound();
  world.sns.subscriptions.set(arn, { ...found, confirmed: true });
}

/** [D] API_SetSubscriptionAttributes */
const settable = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'ReplayPolicy',
  'SubscriptionRoleArn',
];

/** Refuses what SNS refuses, before anything is changed. What a policy says is not looked into. */
function checkSubscriptionAttribute(name: string, value: string): void {
  if (!settable.includes(name)) throw refuse.invalidParameter('AttributeName');
  if (!name.endsWith('Policy') || value === '') return;
  orRefuse(
    () => JSON.parse(value),
    () => refuse.invalidParameter(`${name}: failed to parse JSON.`),
  );
}

/** An empty value takes the attribute away. */
export function setSubscriptionAttribute(
  { attributes }: Subscription,
  name: string,
  value: string,
): void {
  checkSubscriptionAttribute(name, value);
  if (value === '') attributes.delete(name);
  else attributes.set(name, value);
}
