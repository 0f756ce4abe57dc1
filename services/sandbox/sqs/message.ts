import { createHash } from 'node:crypto';

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
  readonly attributes?: MessageAttributes | undefined;
  /** On a standard queue: the tenant a fair queue is fair to. */
  readonly groupId?: string | undefined;
  readonly senderId: string;
  readonly traceHeader?: string | undefined;
  readonly delaySeconds?: number | undefined;
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

export function bodyDigest(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/**
 * MD5OfMessageAttributes, which SDK clients recompute and compare: names in order; name, type and
 * value each after its length, the value after one byte for its transport (1 text, 2 binary).
 * [D] AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata
 */
export function attributesDigest(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (attribute !== undefined) for (const part of parts(name, attribute)) hash.update(part);
  }
  return hash.digest('hex');
}

function parts(name: string, attribute: MessageAttribute): readonly Buffer[] {
  const head = [sized(Buffer.from(name)), sized(Buffer.from(attribute.DataType))];
  return attribute.BinaryValue === undefined
    ? [...head, Buffer.from([1]), sized(Buffer.from(attribute.StringValue ?? ''))]
    : [...head, Buffer.from([2]), sized(Buffer.from(attribute.BinaryValue, 'base64'))];
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** What SQS itself says about a message, in the spelling both ReceiveMessage and Lambda use. */
export function systemAttributes(message: Message): Readonly<Record<string, string>> {
  const first = message.firstReceivedAt ?? message.sentAt;
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt.getTime()),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(first.getTime()),
    ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
    ...(message.traceHeader !== undefined && { AWSTraceHeader: message.traceHeader }),
    ...(message.deadLetterSourceArn !== undefined && {
      DeadLetterQueueSourceArn: message.deadLetterSourceArn,
    }),
  };
}
