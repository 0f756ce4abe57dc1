import type { Action } from '../../core/service';
import { pageOf } from '../page';
import { onAllTopics } from '../topic-of-call';

export const listTopics: Action = {
  readOnly: true,
  ...onAllTopics('ListTopics'),
  handle: ({ input, accountId, region }, world) => {
    const own = [...world.sns.topics.values()].filter(
      (topic) => topic.accountId === accountId && topic.region === region,
    );
    const { items, NextToken } = pageOf(input, own);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken };
  },
};
