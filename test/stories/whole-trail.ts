import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  type ListTagsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import type { Scene, Trail } from './scene';

/** Everything that AWS returns of a trail, except times and request ids. `gone` when it does not exist. */
export async function wholeTrail(scene: Scene, trail: Trail): Promise<unknown> {
  const client = scene.administrator(trail);
  const { id } = trail;
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({ trailNameList: [id] }));
  if (trailList.length === 0) return 'gone';
  const [status, selectors, insights, tags] = await Promise.allSettled([
    client.send(new GetTrailStatusCommand({ Name: id })),
    client.send(new GetEventSelectorsCommand({ TrailName: id })),
    client.send(new GetInsightSelectorsCommand({ TrailName: id })),
    client.send(new ListTagsCommand({ ResourceIdList: [id] })),
  ]);
  return {
    settings: trailList,
    isLogging: status.status === 'fulfilled' && status.value.IsLogging,
    selectors: answerOf(selectors),
    insights: answerOf(insights),
    tags: tags.status === 'fulfilled' && tagsOf(tags.value),
  };
}

/** AWS promises no order. */
const tagsOf = ({ ResourceTagList = [] }: ListTagsCommandOutput): readonly string[] =>
  ResourceTagList.flatMap(({ TagsList = [] }) => TagsList)
    .map(({ Key, Value }) => `${Key}=${Value}`)
    .sort();

/** AWS's answer, or the name of its refusal: a trail without Insights is told by one. */
function answerOf(result: PromiseSettledResult<object>): unknown {
  if (result.status === 'rejected') return (result.reason as Error).name;
  const { $metadata: _, ...answer } = result.value as { readonly $metadata?: unknown };
  return answer;
}
