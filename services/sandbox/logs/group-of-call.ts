import { actionsOn } from '../core/make-action';
import { partitionOf } from '../core/partition';
import type { NamedPlace } from '../core/place';
import type { Call, World } from '../core/service';
import { optionalText, requiredText } from './input';
import { refuse } from './refusals';
import type { LogGroup } from './state';

/** IAM sees a group's ARN with an empty stream at the end [R], so policies need `:*` there. */
export const groupResource = (call: Call): string => `${groupArnOfCall(call)}:log-stream:`;

export const onGroup = actionsOn({ resource: groupResource }, groupOfCall);

export const onStandardGroup = actionsOn({ resource: groupResource }, standardGroupOfCall);

export const onAdjustableGroup = actionsOn({ resource: groupResource }, adjustableGroupOfCall);

/** The group a call names by `logGroupName`, or by an identifier, which may be an ARN. */
export function groupOfCall(call: Call, world: World): LogGroup {
  const group = findGroup(world, groupArnOfCall(call));
  if (group === undefined) throw refuse.groupNotFound();
  return group;
}

/** Filters are for groups of the class STANDARD, and cannot even be listed on another. [D] CloudWatch_Logs_Log_Classes, [R] */
export function standardGroupOfCall(call: Call, world: World): LogGroup {
  const group = groupOfCall(call, world);
  if (group.logGroupClass !== 'STANDARD') throw refuse.onlyOfStandardClass();
  return group;
}

/** What a group of the class DELIVERY keeps, and for how long, is fixed. [D] CloudWatch_Logs_Log_Classes */
function adjustableGroupOfCall(call: Call, world: World): LogGroup {
  const group = groupOfCall(call, world);
  if (group.logGroupClass === 'DELIVERY') throw refuse.onlyOfStandardClass();
  return group;
}

export function groupArnOfCall(call: Call): string {
  const identifier =
    optionalText(call.input, 'logGroupIdentifier') ??
    optionalText(call.input, 'resourceIdentifier');
  const name = identifier ?? requiredText(call.input, 'logGroupName');
  return name.startsWith('arn:') ? bareArn(name) : groupArn({ ...call, name });
}

export function groupArn({ accountId, region, name }: NamedPlace): string {
  return `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:${name}`;
}

/** By ARN, with or without `:*` at its end. Undefined if there is none. */
export function findGroup(world: World, arn: string): LogGroup | undefined {
  return world.logs.groups.get(bareArn(arn));
}

function bareArn(arn: string): string {
  return arn.replace(/:\*$/, '');
}

/**
 * Why CloudTrail cannot write to a trail's log group, named by ARN with or without `:*`. Undefined: it
 * can, or the world never knew the group. What the trail's role may do is a question to IAM.
 */
export function trailLogGroupObstacle(world: World, logGroupArn: string): 'NotFound' | undefined {
  const arn = bareArn(logGroupArn);
  const { groups, deleted } = world.logs;
  return deleted.has(arn) && !groups.has(arn) ? 'NotFound' : undefined;
}
