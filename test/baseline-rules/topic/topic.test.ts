import { expect, test } from '@jest/globals';
import { topicRules } from '../../../shared/restore/baseline-rules/topic';
import { aTopicState } from '../../builders/topic/a-topic';

test('a topic CloudTrail may publish to may become a baseline by itself', () => {
  expect(topicRules.unfit(aTopicState())).toBeUndefined();
});

test('a topic CloudTrail may not publish to may not become a baseline by itself', () => {
  const policy = aTopicState().policy.replace('cloudtrail', 's3');
  expect(topicRules.unfit(aTopicState({ policy }))).toBe(
    'its policy does not let CloudTrail publish',
  );
});

test('no earlier state is presumed of a topic', () => {
  expect(topicRules.presumed(aTopicState())).toBeUndefined();
});
