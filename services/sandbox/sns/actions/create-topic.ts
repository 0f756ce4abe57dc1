import type { Action } from '../../core/service';
import { requirePermission } from '../../iam/require-permission';
import { createTopic as create, topicArn } from '../create-topic';
import { requiredText, tagsOf, textMap } from '../input';

/** With tags it takes the permission to tag as well. [D] sns-tags */
export const createTopic: Action = {
  readOnly: false,
  permission: 'SNS:CreateTopic',
  resource: (call) => topicArn({ ...call, name: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const name = requiredText(input, 'Name');
    const tags = tagsOf(input);
    if (tags.size > 0) {
      const resource = topicArn({ accountId, region, name });
      const code = 'AuthorizationError';
      requirePermission(world, call, { permission: 'SNS:TagResource', resource, code });
    }
    const topic = create(world, {
      accountId,
      region,
      name,
      attributes: textMap(input, 'Attributes'),
      tags,
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
