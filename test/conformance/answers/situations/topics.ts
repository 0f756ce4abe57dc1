import * as sns from '@aws-sdk/client-sns';
import { answerOf } from '../scene';
import type { Situation, Situations } from '../situation';

type Step = (client: sns.SNSClient, TopicArn: string) => Promise<unknown>;

const Name = 'of-the-scene';

/** The topic every scene begins with; made again, tags and attributes must be the same. */
const FIRST = {
  Name,
  Attributes: { DisplayName: 'one' },
  Tags: [{ Key: 'stage', Value: 'one' }],
};

/** The recorded call on a topic that is there, after the steps. */
const asked =
  (made: sns.CreateTopicCommandInput, ...steps: readonly Step[]): Situation =>
  async ({ as, filled, accounts: [account] }, { action, input }) => {
    const client = new sns.SNSClient(as());
    const { TopicArn: arn = '' } = await client.send(new sns.CreateTopicCommand(made));
    for (const step of steps) await step(client, arn);
    const names = { topic: Name, arn, account, 'topic arn': arn };
    const { AttributeValue: value, ...rest } = filled(input, names);
    const call = {
      ...(action !== 'CreateTopic' && { TopicArn: arn }),
      ...rest,
      ...(value !== undefined && {
        AttributeValue: typeof value === 'string' ? value : JSON.stringify(value),
      }),
    };
    const Command = Reflect.get(sns, `${action}Command`);
    return answerOf(client.send(new Command(call)).catch(asOnTheWire));
  };

/** What is read of a new topic's attributes, after the steps. */
const read =
  (look: (attributes: Readonly<Record<string, string>>) => unknown, ...steps: Step[]): Situation =>
  async ({ as }) => {
    const client = new sns.SNSClient(as());
    const { TopicArn = '' } = await client.send(new sns.CreateTopicCommand({ Name }));
    for (const step of steps) await step(client, TopicArn);
    const answer = await client.send(new sns.GetTopicAttributesCommand({ TopicArn }));
    return { ok: look(answer.Attributes ?? {}) };
  };

/** The record has the code of the wire, where the SDK has names of its own. */
function asOnTheWire(error: { name: string; readonly Error?: { readonly Code?: string } }): never {
  throw Object.assign(error, { name: error.Error?.Code ?? error.name });
}

const statementsOf = ({ Policy = '{}' }: Readonly<Record<string, string>>) =>
  JSON.parse(Policy).Statement;

const permitted =
  (account?: string): Step =>
  (client, TopicArn) =>
    client.send(
      new sns.AddPermissionCommand({
        TopicArn,
        Label: 'OwnedPublish',
        AWSAccountId: [account ?? TopicArn.split(':')[4] ?? ''],
        ActionName: ['Publish'],
      }),
    );

const gone: Step = (client, TopicArn) => client.send(new sns.DeleteTopicCommand({ TopicArn }));

const plain = { Name };

export const topics: Situations = {
  '32808f': asked(FIRST),
  '64dc5b': asked(FIRST),
  '963407': asked(FIRST),
  '6b6fcd': asked(plain),
  d6fc07: asked(plain),
  '623543': asked(plain),
  '2eb0a1': read((attributes) => ({ Attributes: Object.keys(attributes).sort() })),
  '4666e0': read((attributes) => ({ Actions: statementsOf(attributes)[0].Action })),
  '695ce8': read((attributes) => ({ statement: statementsOf(attributes)[1] }), permitted()),
  '60369e': asked(plain, permitted()),
  '128d85': asked(plain),
  '395aa5': asked(plain, gone),
};
