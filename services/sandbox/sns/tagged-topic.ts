import type { Call } from '../core/call';
import type { Action } from '../core/service';
import type { World } from '../core/world';
import { requiredText } from './input';
import { refuse } from './refusals';

/** The tag actions name their topic by another member than the rest, and no topic policy takes part. */
export function onTaggedTopic(action: string) {
  return {
    permission: `SNS:${action}`,
    resource: ({ input }: Call) => requiredText(input, 'ResourceArn'),
  } as const satisfies Partial<Action>;
}

export function tagsOfCall({ input }: Call, world: World): Map<string, string> {
  const topic = world.sns.topics.get(requiredText(input, 'ResourceArn'));
  if (topic === undefined) throw refuse.resourceNotFound();
  return topic.tags;
}
