import { randomUUID } from 'node:crypto';
import type { World } from '../core/world';
import { deliverToQueue } from './deliver-to-queue';
import { sendMail } from './send-mail';
import type { Topic, TopicMessage } from './state';
import { subscriptionsOf } from './topic-of-call';

export interface Publication {
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
