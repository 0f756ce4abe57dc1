import { createHash } from 'node:crypto';
import { type Answers, type Asked, ok } from '../asked';
import { SECURITY } from '../members';
import type { SignalsQueue } from '../signals-queue';

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
}

/** The signals queue of the security account; of members, the queue of what could not be sent. */
export const sqs = (queue: SignalsQueue): Answers => ({
  SendMessageBatch: ({ input }) => {
    const entries = input.Entries as readonly Entry[];
    for (const { MessageBody } of entries) queue.send(MessageBody);
    return ok({
      Successful: entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: md5(MessageBody),
      })),
      Failed: [],
    });
  },
  SendMessage: () => ok({ MessageId: 'dead-letter' }),
  ChangeMessageVisibility: ({ input }) => {
    queue.comeBackIn(String(input.ReceiptHandle), Number(input.VisibilityTimeout));
    return ok({});
  },
  GetQueueUrl: ({ input, host, accountId }) =>
    ok({ QueueUrl: `http://${host}/${accountId}/${input.QueueName}` }),
  GetQueueAttributes: (asked) =>
    ok({
      Attributes:
        asked.accountId === SECURITY
          ? { ApproximateNumberOfMessages: String(queue.waiting()) }
          : undelivered(asked),
    }),
});

/** The SDK compares. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const undelivered = ({ accountId, region }: Asked) => ({
  QueueArn: `arn:aws:sqs:${region}:${accountId}:trailwarden-undelivered`,
  MessageRetentionPeriod: '1209600',
  Policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: `arn:aws:sqs:${region}:${accountId}:trailwarden-undelivered`,
      },
    ],
  }),
  VisibilityTimeout: '30',
  SqsManagedSseEnabled: 'false',
});
