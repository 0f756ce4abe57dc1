import type { Message } from './message';

/** What SQS itself says about a message, in the spelling both ReceiveMessage and Lambda use. */
export function systemAttributes(message: Message): Readonly<Record<string, string>> {
  const first = message.firstReceivedAt ?? message.sentAt;
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt.getTime()),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(first.getTime()),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(message.traceHeader === undefined ? {} : { AWSTraceHeader: message.traceHeader }),
    ...(message.deadLetterSourceArn === undefined
      ? {}
      : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}
