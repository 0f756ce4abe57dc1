import { putTags } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { partitionOf } from '../../core/partition';
import { type Action, type Call, Refusal, type World } from '../../core/service';
import { requirePermission } from '../../iam/require-permission';
import { createTopic, deleteTopic, topicArn } from '../create-topic';
import { optionalText, pageOf, requiredText, tagsOf, textMap, texts } from '../input';
import { refuse } from '../refusals';
import { describeTopic, setAttribute } from '../topic-attributes';
import { onTopic, permission, subscriptionsOf, topicParts } from '../topic-of-call';
import { addStatement, checkGrantable, removeStatement } from '../topic-policy';

/** With tags it takes the permission to tag as well. [D] sns-tags */
export const createTopicAction: Action = {
  permission,
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

export const getTopicAttributes = onTopic((topic, _call, world) => {
  return { Attributes: describeTopic(topic, subscriptionsOf(world, topic)) };
});

export const setTopicAttributes = onTopic((topic, call) => {
  const value = optionalText(call.input, 'AttributeValue') ?? '';
  setAttribute(topic, requiredText(call.input, 'AttributeName'), value);
});

/** IAM knows no resource of it; the messages show all topics of the place [R]. */
export const listTopics: Action = {
  permission,
  resource: ({ region, accountId }) => `arn:${partitionOf(region)}:sns:${region}:${accountId}:*`,
  handle: (call, world) => {
    const { items, NextToken } = pageOf(call.input, ownOf(call, world.sns.topics));
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken };
  },
};

/** Deleting what is not there is no error. [D] API_DeleteTopic */
export const deleteTopicAction: Action = {
  ...topicParts,
  handle: ({ input }, world) => {
    deleteTopic(world, requiredText(input, 'TopicArn'));
  },
};

export const addPermission = onTopic((topic, call) => {
  const names = texts(call.input, 'ActionName');
  checkGrantable(names);
  const accounts = texts(call.input, 'AWSAccountId').map(
    (id) => `arn:${partitionOf(call.region)}:iam::${id}:root`,
  );
  addStatement(topic, {
    Sid: requiredText(call.input, 'Label'),
    Effect: 'Allow',
    Principal: { AWS: oneOrMore(accounts) },
    Action: oneOrMore(names.map((name) => `SNS:${name}`)),
    Resource: topic.arn,
  });
});

/** A single value stands for itself in a policy. [R] */
const oneOrMore = (values: readonly string[]) =>
  values.length === 1 && values[0] !== undefined ? values[0] : values;

export const removePermission = onTopic((topic, call) => {
  removeStatement(topic, requiredText(call.input, 'Label'));
});

/** The tag actions name their topic by another member than the rest, and no topic policy takes part. */
const onTags = actionsOn({ permission, resource: taggedArn }, tagsOfCall);

export const tagResource = onTags((tags, call) => {
  putTags(tags, tagsOf(call.input), () => {
    const message = 'Could not complete request: tag quota of per resource exceeded';
    return new Refusal('TagLimitExceeded', message);
  });
});

export const untagResource = onTags((tags, call) => {
  for (const key of texts(call.input, 'TagKeys')) tags.delete(key);
});

export const listTagsForResource = onTags((tags) => ({
  Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
}));

function taggedArn({ input }: Call): string {
  return requiredText(input, 'ResourceArn');
}

function tagsOfCall(call: Call, world: World): Map<string, string> {
  const topic = world.sns.topics.get(taggedArn(call));
  if (topic === undefined) throw refuse.resourceNotFound();
  return topic.tags;
}
