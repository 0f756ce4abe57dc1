import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { servicePrincipal } from '../iam/service-principal';
import { whyNotSend } from '../sqs/may-send';
import { senderId, sendMessage } from '../sqs/send-message';
import type { Subscription, Topic, TopicMessage } from './state';
import { subscriptionsOf } from './topic-of-call';

interface Publication {
  readonly message: string;
  readonly subject?: string | undefined;
  /** For phones, in place of the message. */
  readonly sms?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Keeps the message with the topic and hands it to queues and inboxes that subscribed; asks no topic policy. */
export function publish(
  world: World,
  topic: Topic,
  { message, subject, sms, attributes = {} }: Publication,
): TopicMessage {
  const published: TopicMessage = {
    id: randomUUID(),
    message,
    ...(subject !== undefined && { subject }),
    ...(sms !== undefined && { sms }),
    attributes,
    publishedAt: world.now(),
  };
  topic.messages.push(published);
  for (const subscription of subscriptionsOf(world, topic)) {
    const { protocol, confirmed } = subscription;
    if (!confirmed) continue;
    if (protocol === 'sqs') deliverToQueue(world, { topic, subscription, published });
    if (protocol === 'email') sendMail(world, subscription, published);
  }
  return published;
}

/** Puts a message into the inbox of an e-mail subscription. */
function sendMail(
  world: World,
  { endpoint, topicArn }: Subscription,
  { subject = 'AWS Notification Message', message, publishedAt }: TopicMessage,
): void {
  world.sns.mails.push({ to: endpoint, topicArn, subject, message, sentAt: publishedAt });
}

interface QueueDelivery {
  readonly topic: Topic;
  readonly subscription: Subscription;
  readonly published: TopicMessage;
}

/** What a queue refuses is lost, as on AWS for a subscription without a dead-letter queue. */
function deliverToQueue(world: World, delivery: QueueDelivery): void {
  const { topic, subscription, published } = delivery;
  const queue = world.sqs.queues.get(subscription.endpoint);
  const principal = servicePrincipal('sns.amazonaws.com', topic.accountId);
  const context = { 'aws:SourceArn': topic.arn, 'aws:SourceAccount': topic.accountId };
  if (queue === undefined || whyNotSend(world, queue, { principal, context })) return;
  const raw = subscription.attributes.get('RawMessageDelivery') === 'true';
  sendMessage(world, queue, {
    body: raw ? published.message : notification(delivery),
    senderId: senderId(principal),
  });
}

/** Nothing is signed: the signature is a word. */
function notification({ topic, subscription, published }: QueueDelivery): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: published.id,
    TopicArn: topic.arn,
    ...(published.subject !== undefined && { Subject: published.subject }),
    Message: published.message,
    Timestamp: published.publishedAt.toISOString(),
    SignatureVersion: '1',
    Signature: 'NOT-SIGNED',
    UnsubscribeURL: `https://sns.${topic.region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
  });
}
