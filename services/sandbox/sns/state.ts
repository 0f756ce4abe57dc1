import type { Resource } from '../core/place';

/** A standard topic. FIFO topics are not emulated. */
export interface Topic extends Resource {
  /** What was set, in AWS's spelling and as it was written; `Policy` is always there. */
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** Everything published, oldest first. */
  readonly messages: TopicMessage[];
}

export interface TopicMessage {
  readonly id: string;
  readonly message: string;
  readonly subject?: string;
  /** What a phone would get in place of the message. */
  readonly sms?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly publishedAt: Date;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  /** Who subscribed. */
  readonly accountId: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly confirmed: boolean;
  readonly attributes: Map<string, string>;
}

/** What reached the inbox of a confirmed e-mail subscription. */
export interface Mail {
  readonly to: string;
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
  readonly sentAt: Date;
}

export interface SnsState {
  /** By ARN. */
  readonly topics: Map<string, Topic>;
  /** By ARN. */
  readonly subscriptions: Map<string, Subscription>;
  /** ARNs of topics that were deleted at least once. */
  readonly deleted: Set<string>;
  /** In order. */
  readonly mails: Mail[];
}

export function createSnsState(): SnsState {
  return { topics: new Map(), subscriptions: new Map(), deleted: new Set(), mails: [] };
}
