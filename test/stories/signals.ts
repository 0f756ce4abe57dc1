import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Local, signalsUrl } from '../../services/cli/local/local';

export interface DeadLetter {
  readonly body: string;
  readonly reason?: string;
}

/** The signals queue and its dead letters in the hands of the security account's administrator. */
export function openSignals(local: Local) {
  const client = new SQSClient(local.administrator(local.organization.securityAccountId));
  return {
    /** In one request, so that the responder gets them in one batch. */
    sendTogether: async (bodies: readonly string[]): Promise<void> => {
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: signalsUrl(local), Entries }));
    },
    /** At most ten; they stay where they are. */
    deadLetters: async (): Promise<readonly DeadLetter[]> => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: local.deployment.outputs.DeadLettersUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          VisibilityTimeout: 0,
        }),
      );
      return Messages.map(({ Body = '', MessageAttributes }) => {
        const reason = MessageAttributes?.Reason?.StringValue;
        return { body: Body, ...(reason !== undefined && { reason }) };
      });
    },
  };
}
