import { actionsOn } from '../core/make-action';
import type { Action, Call, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import { requiredText } from './input';
import { refuse } from './refusals';
import type { Subscription, Topic } from './state';
import { policyOfTopic } from './topic-policy';

/** SNS spells its permissions in capitals [R]. */
export const permission = ({ action }: Call): string => `SNS:${action}`;

/** What every action on one topic has in common. */
export const topicParts = {
  permission,
  resource: topicArnOfCall,
  resourcePolicy: (call: Call, world: World) => {
    const topic = world.sns.topics.get(topicArnOfCall(call));
    return topic && policyOfTopic(topic);
  },
  conditions: sourceConditions,
} as const satisfies Partial<Action>;

export const onTopic = actionsOn(topicParts, topicOfCall);

/** `aws:SourceOwner` is of calls that services make, so the default policy admits no one by itself. */
export function sourceConditions(): ConditionContext {
  return { 'aws:SourceOwner': undefined, 'sns:Protocol': undefined, 'sns:Endpoint': undefined };
}

export function topicOfCall(call: Call, world: World): Topic {
  const arn = topicArnOfCall(call);
  const parts = arn.split(':');
  if (parts.length !== 6) {
    throw refuse.invalidParameter(
      `TopicArn Reason: An ARN must have at least 6 elements, not ${parts.length}`,
    );
  }
  if (parts[3] !== call.region) throw refuse.invalidParameter('TopicArn');
  const topic = world.sns.topics.get(arn);
  if (topic === undefined) throw refuse.topicNotFound();
  return topic;
}

export function subscriptionsOf(world: World, { arn }: Topic): readonly Subscription[] {
  return [...world.sns.subscriptions.values()].filter(({ topicArn }) => topicArn === arn);
}

function topicArnOfCall({ input }: Call): string {
  return requiredText(input, 'TopicArn');
}
