import { expect, test } from '@jest/globals';
import type { Subscription } from '../../../shared/domain/topic';
import { dropSubscription } from '../../../shared/tampering/topic/drop-subscription/technique';
import {
  aSubscription,
  aTopic,
  aTopicState,
  byMail,
  topicExpected,
  topicSeen,
} from '../../builders/topic/a-topic';

const { detect, drill } = dropSubscription;
const having = (...subscriptions: readonly Subscription[]) =>
  topicSeen(aTopicState({ subscriptions }));

test('drop-subscription: an endpoint that is gone is found, and named', () => {
  expect(detect(having(byMail()), topicExpected())).toEqual({
    technique: 'drop-subscription',
    part: 'subscriptions.sqs arn:aws:sqs:us-east-1:444455556666:siem',
    expected: 'email security@example.com, sqs arn:aws:sqs:us-east-1:444455556666:siem',
    actual: 'email security@example.com',
    sentence: 'Topic trail-files no longer tells sqs arn:aws:sqs:us-east-1:444455556666:siem.',
    healed: false,
  });
});

test('drop-subscription: a topic without subscriptions is found', () => {
  expect(detect(having(), topicExpected())).toMatchObject({ actual: 'none' });
});

test('drop-subscription: a filter that lets nothing through is found', () => {
  const muted = aSubscription({
    attributes: { RawMessageDelivery: 'true', FilterPolicy: '{"never":["ever"]}' },
  });
  expect(detect(having(byMail(), muted), topicExpected())).toMatchObject({
    part: 'subscriptions.sqs arn:aws:sqs:us-east-1:444455556666:siem',
  });
});

test('drop-subscription: an endpoint that was asked again to confirm is not found', () => {
  const asked = byMail({ isPending: true });
  expect(detect(having(asked, aSubscription()), topicExpected())).toBeUndefined();
});

test('drop-subscription: more readers than the baseline has are not found', () => {
  const more = aSubscription({ endpoint: 'arn:aws:sqs:us-east-1:444455556666:more' });
  expect(detect(having(byMail(), aSubscription(), more), topicExpected())).toBeUndefined();
});

test('drop-subscription: the drill makes the topic anew, without subscriptions', () => {
  expect(drill(aTopic()).map(({ call, input }) => [call, input])).toEqual([
    ['sns:DeleteTopic', { TopicArn: aTopic().id }],
    ['sns:CreateTopic', { Name: 'trail-files' }],
  ]);
});
