import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { type Answered, as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

interface Asked {
  readonly TopicArn: string;
  readonly queueArn: string;
  readonly SubscriptionArn: string;
}

type Ask = (sns: Clients['sns'], asked: Asked) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ sns }, place, answered) => ask(sns, asked(place, answered)),
});

const asked = ({ member }: Place, answered: Answered): Asked => ({
  TopicArn: `arn:aws:sns:us-east-1:${member.id}:conformance`,
  queueArn: `arn:aws:sqs:us-east-1:${member.id}:conformance`,
  SubscriptionArn: String(answered('Subscribe').SubscriptionArn),
});

export const snsCalls: readonly Call[] = as(
  'member',
  step('CreateTopic', (on) => on.send(new CreateTopicCommand({ Name: 'conformance' }))),
  step('CreateTopic again', (on) => on.send(new CreateTopicCommand({ Name: 'conformance' }))),
  step('GetTopicAttributes', (on, { TopicArn }) =>
    on.send(new GetTopicAttributesCommand({ TopicArn })),
  ),
  step('SetTopicAttributes', (on, { TopicArn }) =>
    on.send(
      new SetTopicAttributesCommand({
        TopicArn,
        AttributeName: 'DisplayName',
        AttributeValue: 'trails',
      }),
    ),
  ),
  step('SetTopicAttributes: an attribute that no topic has', (on, { TopicArn }) =>
    on.send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Colour', AttributeValue: 'red' }),
    ),
  ),
  step('Subscribe', (on, { TopicArn, queueArn }) =>
    on.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        ReturnSubscriptionArn: true,
      }),
    ),
  ),
  step('ListSubscriptionsByTopic', (on, { TopicArn }) =>
    on.send(new ListSubscriptionsByTopicCommand({ TopicArn })),
  ),
  step('GetSubscriptionAttributes', (on, { SubscriptionArn }) =>
    on.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })),
  ),
  step('Unsubscribe', (on, { SubscriptionArn }) =>
    on.send(new UnsubscribeCommand({ SubscriptionArn })),
  ),
  step('GetSubscriptionAttributes of one that is gone', (on, { SubscriptionArn }) =>
    on.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })),
  ),
  step('DeleteTopic', (on, { TopicArn }) => on.send(new DeleteTopicCommand({ TopicArn }))),
  step('GetTopicAttributes of a topic that is gone', (on, { TopicArn }) =>
    on.send(new GetTopicAttributesCommand({ TopicArn })),
  ),
);
