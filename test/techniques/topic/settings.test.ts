import { expect, test } from '@jest/globals';
import { changeTopicPolicy } from '../../../shared/tampering/topic/change-topic-policy/technique';
import { changeTopicSettings } from '../../../shared/tampering/topic/change-topic-settings/technique';
import { deleteTopic } from '../../../shared/tampering/topic/delete-topic/technique';
import { dropSubscription } from '../../../shared/tampering/topic/drop-subscription/technique';
import {
  aTopic,
  aTopicState,
  aTopicStateWithoutParts,
  TOPIC_POLICY,
  topicExpected,
  topicGone,
  topicSeen,
} from '../../builders/topic/a-topic';

test('delete-topic: a topic that is gone is found', () => {
  expect(deleteTopic.detect(topicGone(), topicExpected())).toEqual({
    technique: 'delete-topic',
    part: 'name',
    expected: 'a topic',
    actual: 'no topic of this name',
    sentence: 'Topic trail-files was deleted.',
    healed: false,
  });
});

test('change-topic-policy: another policy is found, with both policies', () => {
  expect(
    changeTopicPolicy.detect(topicSeen(aTopicState({ policy: '{}' })), topicExpected()),
  ).toEqual({
    technique: 'change-topic-policy',
    part: 'policy',
    expected: TOPIC_POLICY,
    actual: '{}',
    sentence: 'The policy of topic trail-files was changed.',
    healed: false,
  });
});

test('change-topic-settings: changed, added and removed settings are found', () => {
  const { DisplayName, ...attributes } = aTopicState().attributes;
  const state = aTopicState({
    attributes: { ...attributes, KmsMasterKeyId: 'alias/foreign', TracingConfig: 'Active' },
  });
  expect(changeTopicSettings.detect(topicSeen(state), topicExpected())).toEqual({
    technique: 'change-topic-settings',
    part: 'attributes.DisplayName, attributes.KmsMasterKeyId, attributes.TracingConfig',
    expected: 'Trail files, alias/topic, none',
    actual: 'none, alias/foreign, Active',
    sentence:
      'Settings of topic trail-files were changed: attributes.DisplayName, attributes.KmsMasterKeyId, attributes.TracingConfig.',
    healed: false,
  });
});

test('change-topic-settings: removed tags are found, and added ones are not', () => {
  const detect = (tags: Readonly<Record<string, string>>) =>
    changeTopicSettings.detect(topicSeen(aTopicState({ tags })), topicExpected());
  expect(detect({})).toMatchObject({
    part: 'tags',
    expected: '{"owner":"security"}',
    actual: '{}',
  });
  expect(detect({ owner: 'security', stage: 'production' })).toBeUndefined();
});

test.each([deleteTopic, changeTopicPolicy, changeTopicSettings, dropSubscription])(
  '$id: a topic that equals its baseline is not found',
  ({ detect }) => {
    expect(detect(topicSeen(aTopicState()), topicExpected())).toBeUndefined();
  },
);

test.each([deleteTopic, changeTopicPolicy, changeTopicSettings, dropSubscription])(
  '$id: a look that read only attributes judges no other part',
  ({ detect }) => {
    const unread = aTopicStateWithoutParts();
    expect(detect(topicSeen(unread), topicExpected())).toBeUndefined();
    expect(detect(topicSeen(aTopicState()), topicExpected(unread))).toBeUndefined();
  },
);

test.each([changeTopicPolicy, changeTopicSettings, dropSubscription])(
  '$id: a topic that is gone is another technique',
  ({ detect }) => {
    expect(detect(topicGone(), topicExpected())).toBeUndefined();
  },
);

test('the drills of a topic name it in its Region', () => {
  const calls = [deleteTopic, changeTopicPolicy, changeTopicSettings].flatMap(({ drill }) =>
    drill(aTopic()),
  );
  expect(calls).toMatchObject([
    { call: 'sns:DeleteTopic', region: 'us-east-1', input: { TopicArn: aTopic().id } },
    { call: 'sns:SetTopicAttributes', input: { TopicArn: aTopic().id, AttributeName: 'Policy' } },
    { call: 'sns:SetTopicAttributes', input: { AttributeName: 'KmsMasterKeyId' } },
  ]);
});
