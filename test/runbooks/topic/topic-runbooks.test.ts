import { expect, test } from '@jest/globals';
import { type StepCall, type StepInputs, stepOn } from '../../../shared/domain/step';
import { recreateTopic } from '../../../shared/restore/runbooks/topic/recreate-topic';
import { restoreTopicPolicy } from '../../../shared/restore/runbooks/topic/restore-topic-policy';
import { restoreTopicSettings } from '../../../shared/restore/runbooks/topic/restore-topic-settings';
import { subscribeAgain } from '../../../shared/restore/runbooks/topic/subscribe-again';
import { aFinding } from '../../builders/a-finding';
import {
  aTopic,
  aTopicBaseline,
  aTopicStateWithoutParts,
  TOPIC_POLICY,
} from '../../builders/topic/a-topic';

const TopicArn = aTopic().id;
const a = <C extends StepCall>(call: C, input: StepInputs[C]) => stepOn(aTopic(), call, input);
const set = (AttributeName: string, AttributeValue: string) =>
  a('sns:SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
const queue = a('sns:Subscribe', {
  TopicArn,
  Protocol: 'sqs',
  Endpoint: 'arn:aws:sqs:us-east-1:444455556666:siem',
  Attributes: { RawMessageDelivery: 'true' },
});
const mail = a('sns:Subscribe', {
  TopicArn,
  Protocol: 'email',
  Endpoint: 'security@example.com',
  Attributes: {},
});
const tagged = a('sns:TagResource', {
  ResourceArn: TopicArn,
  Tags: [{ Key: 'owner', Value: 'security' }],
});
const role = 'arn:aws:iam::444455556666:role/feedback';

test('recreate-topic: the topic is made with its policy, then its settings, then its subscriptions', () => {
  expect(recreateTopic.steps([aFinding('delete-topic')], aTopicBaseline())).toEqual([
    a('sns:CreateTopic', {
      Name: 'trail-files',
      Attributes: {
        Policy: TOPIC_POLICY,
        DisplayName: 'Trail files',
        KmsMasterKeyId: 'alias/topic',
      },
    }),
    tagged,
    set('SQSSuccessFeedbackRoleArn', role),
    mail,
    queue,
  ]);
});

test('recreate-topic: a topic whose parts were never read is made with the known ones', () => {
  const baseline = aTopicBaseline(aTopicStateWithoutParts());
  expect(recreateTopic.steps([aFinding('delete-topic')], baseline)).toHaveLength(2);
});

test('restore-topic-policy: the policy of the baseline replaces the present one', () => {
  const found = aFinding('change-topic-policy');
  expect(restoreTopicPolicy.steps([found, found], aTopicBaseline())).toEqual([
    set('Policy', TOPIC_POLICY),
  ]);
});

test('restore-topic-settings: each setting that differs is set once, and one that the baseline lacks is emptied', () => {
  const part = 'attributes.KmsMasterKeyId, attributes.TracingConfig, tags';
  const found = aFinding('change-topic-settings', { part });
  expect(restoreTopicSettings.steps([found, found], aTopicBaseline())).toEqual([
    set('KmsMasterKeyId', 'alias/topic'),
    set('TracingConfig', ''),
    tagged,
  ]);
});

test('subscribe-again: an endpoint that was dropped is subscribed, and only once', () => {
  const part = 'subscriptions.sqs arn:aws:sqs:us-east-1:444455556666:siem';
  const found = aFinding('drop-subscription', { part });
  expect(subscribeAgain.steps([found, found], aTopicBaseline())).toEqual([queue]);
});

test.each([recreateTopic, restoreTopicPolicy, restoreTopicSettings, subscribeAgain])(
  '$id: no findings make no steps',
  ({ steps }) => {
    expect(steps([], aTopicBaseline())).toEqual([]);
  },
);
