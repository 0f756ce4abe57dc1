import { textReader, texts } from '../core/input';
import { ownOf } from '../core/own-of';
import { partitionOf } from '../core/partition';
import { recordedQuery } from '../core/recorded-query';
import type { Action, Call, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import { refuse } from './refusals';
import { type Group, groups, type Member } from './state';

export const requiredText = textReader(refuse.missing);

export const findGroup = (call: Call, world: World): Group | undefined =>
  ownOf(call, groups(world)).find(({ name }) => name === call.input.AutoScalingGroupName);

export function groupOfCall(call: Call, world: World): Group {
  requiredText(call.input, 'AutoScalingGroupName');
  const found = findGroup(call, world);
  if (found === undefined) throw refuse.notFound();
  return found;
}

/** Policies write the id as `*`, as it stands here for a group that is not there. */
export const groupArnOfCall = (call: Call, world: World): string =>
  findGroup(call, world)?.arn ??
  `arn:${partitionOf(call.region)}:autoscaling:${call.region}:${call.accountId}:autoScalingGroup:*:autoScalingGroupName/${requiredText(call.input, 'AutoScalingGroupName')}`;

/** Authorization and record of what changes one group. */
export const onGroup = {
  resource: groupArnOfCall,
  conditionsOf: (arn, _call, world) => tagKeys(groups(world).get(arn)),
  record: (call, output, world) => {
    const group = findGroup(call, world);
    return {
      requestParameters: recordedQuery(call.input),
      responseElements: output && Object.keys(output).length > 0 ? recordedQuery(output) : null,
      ...(group && { additionalEventData: { GroupId: group.id } }),
    };
  },
} satisfies Partial<Action>;

function tagKeys(group: Group | undefined): ConditionContext {
  const families = ['aws:ResourceTag/', 'autoscaling:ResourceTag/'];
  return {
    ...Object.fromEntries(families.map((family) => [family, undefined])),
    ...Object.fromEntries(
      families.flatMap((family) =>
        (group?.tags ?? []).map(({ key, value }) => [`${family}${key}`, value]),
      ),
    ),
  };
}

/** The members that a call names; refuses others. */
export function membersOfCall(group: Group, { input }: Call): readonly Member[] {
  return texts(input, 'InstanceIds').map((id) => {
    const member = group.members.get(id);
    if (member === undefined) throw refuse.notMember(id, group);
    return member;
  });
}
