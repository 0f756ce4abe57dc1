import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Subject } from '../../../../shared/domain/subject';
import { techniques } from '../../../../shared/tampering/catalogue';
import { TOPIC_POLICY } from '../../../builders/topic/a-topic';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../../../sandbox/core/organization-under-test';
import { handsOn } from '../put-back';

let organization: OrganizationUnderTest;
let names = 0;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const topicNamed = (name: string): Subject<'topic'> => ({
  kind: 'topic',
  accountId: payments,
  region: 'us-east-1',
  id: `arn:aws:sns:us-east-1:${payments}:${name}`,
});
const queueArn = `arn:aws:sqs:us-east-1:${payments}:siem`;

/** With everything a topic of a trail usually has. */
async function newTopic() {
  names += 1;
  const subject = topicNamed(`trail-files-${names}`);
  const hands = handsOn(organization, subject);
  const { sns, sqs } = hands.clients;
  await sqs.send(new CreateQueueCommand({ QueueName: 'siem' }));
  const Policy = TOPIC_POLICY.replaceAll(
    'arn:aws:sns:us-east-1:444455556666:trail-files',
    subject.id,
  );
  const Attributes = { Policy, DisplayName: 'Trail files' };
  const Tags = [{ Key: 'owner', Value: 'security' }];
  await sns.send(new CreateTopicCommand({ Name: `trail-files-${names}`, Attributes, Tags }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: subject.id,
      Protocol: 'sqs',
      Endpoint: queueArn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  return { subject, sns, ...hands };
}

test('a topic is read with its policy, its settings, its subscriptions and its tags', async () => {
  const { subject, look, sns } = await newTopic();
  await sns.send(
    new SubscribeCommand({
      TopicArn: subject.id,
      Protocol: 'email',
      Endpoint: 'security@example.com',
    }),
  );
  expect(await look()).toMatchObject({
    kind: 'present',
    state: {
      attributes: { DisplayName: 'Trail files' },
      subscriptions: [
        { protocol: 'email', endpoint: 'security@example.com', isPending: true, attributes: {} },
        {
          protocol: 'sqs',
          endpoint: queueArn,
          isPending: false,
          attributes: { RawMessageDelivery: 'true' },
        },
      ],
      tags: { owner: 'security' },
    },
  });
});

test('a topic SNS does not know is absent', async () => {
  const look = handsOn(organization, topicNamed('none')).look();
  expect(await look).toMatchObject({ kind: 'absent' });
});

test.each(techniques.topic)('after $id a topic is put back exactly', async ({ id, drill }) => {
  const { subject, putBack } = await newTopic();
  const { before, found, after } = await putBack(drill(subject));
  expect(found).toContain(id);
  expect(after).toEqual(before);
});

async function subscriptionOf({ subject, sns }: Awaited<ReturnType<typeof newTopic>>) {
  const listed = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: subject.id }));
  return listed.Subscriptions?.[0]?.SubscriptionArn ?? '';
}

test('a queue that was unsubscribed by its subscription’s ARN is subscribed again', async () => {
  const topic = await newTopic();
  const SubscriptionArn = await subscriptionOf(topic);
  const { before, found, after } = await topic.putBack([
    { call: 'sns:Unsubscribe', region: 'us-east-1', input: { SubscriptionArn } },
  ]);
  expect(found).toEqual(['drop-subscription']);
  expect(after).toEqual(before);
});

test('a subscription that was muted by a filter is found, and the queue is not subscribed twice', async () => {
  const topic = await newTopic();
  const SubscriptionArn = await subscriptionOf(topic);
  const [AttributeName, AttributeValue] = ['FilterPolicy', '{"never":["ever"]}'];
  const { found, after } = await topic.putBack([
    {
      call: 'sns:SetSubscriptionAttributes',
      region: 'us-east-1',
      input: { SubscriptionArn, AttributeName, AttributeValue },
    },
  ]);
  expect(found).toEqual(['drop-subscription']);
  expect(after).toMatchObject({
    state: { subscriptions: [{ attributes: { FilterPolicy: AttributeValue } }] },
  });
});
