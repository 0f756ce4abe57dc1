import type { SqsRecord } from '../../shared/aws/sqs-event';
import { anEnvelope } from './an-envelope';

/** One message as Lambda hands it over; a body that is not text is written as JSON. */
export function anSqsRecord({
  body = anEnvelope(),
  messageId = 'message-1',
  receiveCount = 1,
  senderId,
  sentAt,
}: {
  readonly body?: unknown;
  readonly messageId?: string;
  readonly receiveCount?: number;
  readonly senderId?: string;
  readonly sentAt?: string;
} = {}): SqsRecord {
  return {
    messageId,
    receiptHandle: `receipt of ${messageId}`,
    eventSourceARN: 'arn:aws:sqs:us-east-1:222233334444:trailwarden-signals',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      ...(sentAt !== undefined && { SentTimestamp: String(Date.parse(sentAt)) }),
      ...(senderId !== undefined && { SenderId: senderId }),
    },
  };
}
