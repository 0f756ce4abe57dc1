import type { World } from '../core/world';
import type { Subscription, TopicMessage } from './state';

/** Puts a message into the inbox of an e-mail subscription. */
export function sendMail(
  world: World,
  { endpoint, topicArn }: Subscription,
  { subject = 'AWS Notification Message', message, publishedAt }: TopicMessage,
): void {
  world.sns.mails.push({ to: endpoint, topicArn, subject, message, sentAt: publishedAt });
}
