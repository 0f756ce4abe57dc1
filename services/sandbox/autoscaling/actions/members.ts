import { randomUUID } from 'node:crypto';
import { texts } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import type { Call, World } from '../../core/service';
import { ec2Of } from '../../ec2/state';
import { groupOfCall, membersOfCall, onGroup, requiredText } from '../group-of-call';
import { refuse } from '../refusals';
import { fill, type Group, groups, join, leave, setInService } from '../state';

const ofGroup = actionsOn(onGroup, groupOfCall);

/** The group wants so many more; refused when that is more than it may have. */
export const attachInstances = ofGroup((group, call, world) => {
  const ids = texts(call.input, 'InstanceIds');
  for (const id of ids) {
    const instance = ec2Of(world).instances.get(id);
    const isOwn = instance?.accountId === call.accountId && instance.region === call.region;
    const isMember = [...groups(world).values()].some(({ members }) => members.has(id));
    if (!isOwn || instance.state !== 'running' || isMember) throw refuse.invalidInstance(id);
  }
  const desired = group.desired + ids.length;
  if (desired > group.max) throw refuse.aboveMax(desired, group);
  group.desired = desired;
  for (const id of ids) join(world, group, id);
});

const decrements = ({ input }: Call): boolean =>
  requiredText(input, 'ShouldDecrementDesiredCapacity') === 'true';

/** What leaves is replaced, unless the group is to have fewer. */
export const detachInstances = ofGroup((group, call, world) => {
  const members = membersOfCall(group, call);
  const counted = members.filter(({ lifecycle }) => lifecycle === 'InService');
  const before = group.desired;
  if (decrements(call)) {
    if (before - counted.length < group.min) throw refuse.detach(group, members.length);
    group.desired -= counted.length;
  }
  for (const { instanceId } of members) leave(world, group, instanceId);
  fill(world, group);
  return activities(world, group, members, {
    what: 'Detaching EC2 instance',
    became: 'detached',
    before,
  });
});

/** Refused when the group would have fewer than it must. */
export const enterStandby = ofGroup((group, call, world) => {
  const members = membersOfCall(group, call);
  for (const { instanceId, lifecycle } of members) {
    if (lifecycle !== 'InService') throw refuse.notInService(instanceId);
  }
  const before = group.desired;
  if (decrements(call)) {
    if (before - members.length < group.min) throw refuse.standby(group, members.length);
    group.desired -= members.length;
  }
  for (const { instanceId } of members) setInService(world, group, instanceId, false);
  fill(world, group);
  return activities(world, group, members, {
    what: 'Moving EC2 instance to Standby',
    became: 'moved to standby',
    before,
  });
});

/** The group wants so many more again. */
export const exitStandby = ofGroup((group, call, world) => {
  const members = membersOfCall(group, call);
  for (const { instanceId, lifecycle } of members) {
    if (lifecycle !== 'Standby') throw refuse.notInStandby(instanceId);
  }
  const before = group.desired;
  if (before + members.length > group.max) throw refuse.exitStandby(group, members.length);
  group.desired += members.length;
  for (const { instanceId } of members) setInService(world, group, instanceId, true);
  return activities(world, group, members, {
    what: 'Moving EC2 instance out of Standby',
    became: 'moved out of standby',
    before,
  });
});

interface Change {
  readonly what: string;
  readonly became: string;
  readonly before: number;
}

/** As AWS tells of a change under way; here it is done. [D] API_EnterStandby, API_DetachInstances */
function activities(
  world: World,
  { name, arn, desired }: Group,
  members: readonly { readonly instanceId: string }[],
  { what, became, before }: Change,
) {
  const at = world.now();
  const change = desired < before ? 'shrinking' : 'increasing';
  const capacity =
    desired === before ? '' : `, ${change} the capacity from ${before} to ${desired}`;
  const isBack = desired > before;
  return {
    Activities: members.map(({ instanceId }) => ({
      ActivityId: randomUUID(),
      AutoScalingGroupName: name,
      Description: `${what}: ${instanceId}`,
      Cause: `At ${at.toISOString().slice(0, 19)}Z instance ${instanceId} was ${became} in response to a user request${capacity}.`,
      StartTime: at,
      StatusCode: isBack ? 'PreInService' : 'InProgress',
      Progress: isBack ? 30 : 50,
      Details: JSON.stringify({
        'Availability Zone': ec2Of(world).instances.get(instanceId)?.availabilityZone,
      }),
      AutoScalingGroupARN: arn,
    })),
  };
}

export const setInstanceProtection = ofGroup((group, call) => {
  const isProtected = requiredText(call.input, 'ProtectedFromScaleIn') === 'true';
  for (const member of membersOfCall(group, call)) member.isProtected = isProtected;
});
