import type { Baseline } from '../../../shared/domain/baseline';
import { canonicalPolicy } from '../../../shared/domain/canonical-policy';
import type { Known } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import type { Subscription, TopicState } from '../../../shared/domain/topic';
import { at } from '../at';

export const aTopic = (): Subject<'topic'> => ({
  kind: 'topic',
  accountId: '444455556666',
  region: 'us-east-1',
  id: 'arn:aws:sns:us-east-1:444455556666:trail-files',
});

/** CloudTrail may publish. */
export const TOPIC_POLICY = canonicalPolicy(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'trail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: aTopic().id,
      },
    ],
  }),
);

/** A confirmed subscription of a queue in the topic's account. */
export const aSubscription = (different: Partial<Subscription> = {}): Subscription => ({
  protocol: 'sqs',
  endpoint: 'arn:aws:sqs:us-east-1:444455556666:siem',
  isPending: false,
  attributes: { RawMessageDelivery: 'true' },
  ...different,
});

export const byMail = (different: Partial<Subscription> = {}): Subscription =>
  aSubscription({
    protocol: 'email',
    endpoint: 'security@example.com',
    attributes: {},
    ...different,
  });

/** A topic with everything a topic can have; fit to be a baseline. */
export const aTopicState = (different: Partial<TopicState> = {}): TopicState => ({
  name: 'trail-files',
  policy: TOPIC_POLICY,
  attributes: {
    DisplayName: 'Trail files',
    KmsMasterKeyId: 'alias/topic',
    SQSSuccessFeedbackRoleArn: 'arn:aws:iam::444455556666:role/feedback',
  },
  subscriptions: [byMail(), aSubscription()],
  tags: { owner: 'security' },
  ...different,
});

/** The state that a look which reads only attributes sees. */
export const aTopicStateWithoutParts = (): TopicState => {
  const { name, policy, attributes } = aTopicState();
  return { name, policy, attributes };
};

export const aTopicBaseline = (state: TopicState = aTopicState()): Baseline<'topic'> => ({
  subject: aTopic(),
  version: 1,
  state,
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});

export const topicSeen = (state: TopicState): Known<'topic'> => ({
  kind: 'present',
  subject: aTopic(),
  observedAt: at(60),
  state,
});

export const topicGone = (): Known<'topic'> => ({
  kind: 'absent',
  subject: aTopic(),
  observedAt: at(60),
});

/** What a technique compares with: the builder's baseline, unless told otherwise. */
export const topicExpected = (state?: TopicState) => ({
  baseline: aTopicBaseline(state),
  accountedUntil: at(0),
});
