/** A message attribute as the API takes it; binary values are base64 on the JSON wire. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** What a sender hands over. */
export interface MessageDraft {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** On a standard queue: the tenant a fair queue is fair to. */
  readonly groupId?: string;
  readonly senderId: string;
  readonly traceHeader?: string;
  readonly delaySeconds?: number;
}

/** A message in a queue. It is visible, or hidden (delayed or in flight) and comes back by itself. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly groupId: string | undefined;
  readonly senderId: string;
  readonly traceHeader: string | undefined;
  readonly sentAt: Date;
  /** Set by redrive; where the message was before it came to a dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
  receiveCount: number;
  firstReceivedAt: Date | undefined;
}
