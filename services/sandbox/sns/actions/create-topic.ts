import type { Action } from '../../core/service';
import { createTopic as create, topicArn } from '../create-topic';
import { requiredText, tagsOf, textMap } from '../input';

export const createTopic: Action = {
  readOnly: false,
  permission: 'SNS:CreateTopic',
  resource: (call) => topicArn({ ...call, name: requiredText(call.input, 'Name') }),
  handle: ({ accountId, region, input }, world) => {
    const topic = create(world, {
      accountId,
      region,
      name: requiredText(input, 'Name'),
      attributes: textMap(input, 'Attributes'),
      tags: tagsOf(input),
    });
    return { TopicArn: topic.arn };
  },
  record: ({ input }, output) => ({
    requestParameters: {
      name: input.Name,
      ...(input.Attributes !== undefined && { attributes: input.Attributes }),
      ...(input.Tags !== undefined && {
        tags: [...tagsOf(input)].map(([key, value]) => ({ key, value })),
      }),
    },
    responseElements: output && { topicArn: output.TopicArn },
  }),
};
