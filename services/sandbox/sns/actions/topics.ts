import { type Action, type Call, Refusal, type World } from '../../core/service';
import { requirePermission } from '../../iam/require-permission';
import { createTopic, deleteTopic, topicArn } from '../create-topic';
import { optionalText, requiredText, tagsOf, textMap, texts } from '../input';
import { pageOf } from '../page';
import { refuse } from '../refusals';
import { describeTopic, setAttribute } from '../topic-attributes';
import { onAllTopics, onTopic, subscriptionsOf, topicOfCall } from '../topic-of-call';
import { addStatement, removeStatement } from '../topic-policy';

/** With tags it takes the permission to tag as well. [D] sns-tags */
export const createTopicAction: Action = {
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
    const topic = createTopic(world, {
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

export const getTopicAttributes: Action = {
  ...onTopic('GetTopicAttributes'),
  handle: (call, world) => {
    const topic = topicOfCall(call, world);
    return { Attributes: describeTopic(topic, subscriptionsOf(world, topic)) };
  },
};

export const setTopicAttributes: Action = {
  ...onTopic('SetTopicAttributes'),
  handle: (call, world) => {
    const topic = topicOfCall(call, world);
    const value = optionalText(call.input, 'AttributeValue') ?? '';
    setAttribute(topic, requiredText(call.input, 'AttributeName'), value);
  },
};

export const listTopics: Action = {
  ...onAllTopics('ListTopics'),
  handle: ({ input, accountId, region }, world) => {
    const own = [...world.sns.topics.values()].filter(
      (topic) => topic.accountId === accountId && topic.region === region,
    );
    const { items, NextToken } = pageOf(input, own);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken };
  },
};

/** Deleting what is not there is no error. [D] API_DeleteTopic */
export const deleteTopicAction: Action = {
  ...onTopic('DeleteTopic'),
  handle: ({ input }, world) => {
    deleteTopic(world, requiredText(input, 'TopicArn'));
  },
};

/** What a topic policy can grant. [D] sns-access-policy-language-api-permissions-reference */
const grantable = [
  'AddPermission',
  'DeleteTopic',
  'GetTopicAttributes',
  'ListSubscriptionsByTopic',
  'Publish',
  'Receive',
  'RemovePermission',
  'SetTopicAttributes',
  'Subscribe',
];

export const addPermission: Action = {
  ...onTopic('AddPermission'),
  handle: (call, world) => {
    const topic = topicOfCall(call, world);
    const names = texts(call.input, 'ActionName');
    if (!names.every((name) => grantable.includes(name))) {
      throw refuse.invalidParameter('Policy statement action out of service scope!');
    }
    const accounts = texts(call.input, 'AWSAccountId').map((id) => `arn:aws:iam::${id}:root`);
    addStatement(topic, {
      Sid: requiredText(call.input, 'Label'),
      Effect: 'Allow',
      Principal: { AWS: accounts },
      Action: names.map((name) => `SNS:${name}`),
      Resource: topic.arn,
    });
  },
};

export const removePermission: Action = {
  ...onTopic('RemovePermission'),
  handle: (call, world) => {
    removeStatement(topicOfCall(call, world), requiredText(call.input, 'Label'));
  },
};

export const tagResource: Action = {
  ...onTaggedTopic('TagResource'),
  handle: (call, world) => {
    const tags = tagsOfCall(call, world);
    const added = tagsOf(call.input);
    if (new Set([...tags.keys(), ...added.keys()]).size > 50) {
      throw new Refusal(
        'TagLimitExceeded',
        'Could not complete request: tag quota of per resource exceeded',
      );
    }
    for (const [key, value] of added) tags.set(key, value);
  },
};

export const untagResource: Action = {
  ...onTaggedTopic('UntagResource'),
  handle: (call, world) => {
    const tags = tagsOfCall(call, world);
    for (const key of texts(call.input, 'TagKeys')) tags.delete(key);
  },
};

export const listTagsForResource: Action = {
  ...onTaggedTopic('ListTagsForResource'),
  handle: (call, world) => ({
    Tags: [...tagsOfCall(call, world)].map(([Key, Value]) => ({ Key, Value })),
  }),
};

/** The tag actions name their topic by another member than the rest, and no topic policy takes part. */
function onTaggedTopic(action: string) {
  return {
    permission: `SNS:${action}`,
    resource: ({ input }: Call) => requiredText(input, 'ResourceArn'),
  } as const satisfies Partial<Action>;
}

function tagsOfCall({ input }: Call, world: World): Map<string, string> {
  const topic = world.sns.topics.get(requiredText(input, 'ResourceArn'));
  if (topic === undefined) throw refuse.resourceNotFound();
  return topic.tags;
}
