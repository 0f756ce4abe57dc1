import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Connection, clientConfig } from '../connection';

/** AWS answered the call, and refused one entry in its answer. */
export class EntryRefused extends Error {
  constructor(readonly code: string) {
    super(`refused: ${code}`);
    this.name = code; // `classify` reads this
  }
}

interface Publication {
  readonly topicArn: string;
  readonly subject: string;
  readonly text: string;
  readonly sms: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
}

/** Sends through AWS itself. Each rejects with the SDK's error, or with `EntryRefused`. */
export function openPublishing(connection: Connection = {}) {
  const sns = new SNSClient(clientConfig(connection));
  const events = new EventBridgeClient(clientConfig(connection));
  return {
    publish: async ({ topicArn, subject, text, sms, attributes }: Publication): Promise<void> => {
      const named = Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]);
      await sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subject,
          MessageStructure: 'json',
          Message: JSON.stringify({ default: text, sms }),
          MessageAttributes: Object.fromEntries(named),
        }),
      );
    },
    putEvent: async ({ source, detailType, detail }: BusEvent): Promise<void> => {
      const entry = { Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
      const answer = await events.send(new PutEventsCommand({ Entries: [entry] }));
      const [{ ErrorCode } = {}] = answer.Entries ?? [];
      if (ErrorCode) throw new EntryRefused(ErrorCode);
    },
  };
}
