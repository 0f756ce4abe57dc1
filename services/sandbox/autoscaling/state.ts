import { randomUUID } from 'node:crypto';
import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { NamedPlace, Resource } from '../core/place';
import type { World } from '../core/service';
import { runInstance } from '../ec2/run-instance';
import { ec2Of, type Instance } from '../ec2/state';
import { deregisterTarget, registerTarget, targetGroups } from '../elasticloadbalancing/state';

export interface Group extends Resource {
  /** The middle of its ARN. */
  readonly id: string;
  min: number;
  max: number;
  desired: number;
  readonly createdAt: Date;
  readonly subnetIds: readonly string[];
  /** `ImageId` and `InstanceType` of what it starts; what it is called in templates is not looked at. */
  readonly launchTemplate: Readonly<Record<string, unknown>> | undefined;
  readonly targetGroupArns: readonly string[];
  readonly protectsNew: boolean;
  readonly tags: readonly GroupTag[];
  /** By instance. */
  readonly members: Map<string, Member>;
}

export interface GroupTag {
  readonly key: string;
  readonly value: string;
  readonly isPropagated: boolean;
}

export interface Member {
  readonly instanceId: string;
  lifecycle: 'InService' | 'Standby';
  isProtected: boolean;
}

/** By ARN. */
export const groups = perWorld(() => new Map<string, Group>());

export interface NewGroup extends NamedPlace {
  readonly min: number;
  readonly max: number;
  /** Default: the smallest. So many instances are started, unless they are there. */
  readonly desired?: number | undefined;
  /** Running ones that are members from the beginning. */
  readonly instanceIds?: readonly string[];
  readonly subnetIds?: readonly string[];
  readonly launchTemplate?: Group['launchTemplate'];
  readonly targetGroupArns?: readonly string[];
  readonly protectsNew?: boolean;
  readonly tags?: readonly GroupTag[];
}

/** Without a call too. */
export function createGroup(world: World, wanted: NewGroup): Group {
  const { accountId, region, name, instanceIds = [] } = wanted;
  const id = randomUUID();
  const group: Group = {
    arn: `arn:${partitionOf(region)}:autoscaling:${region}:${accountId}:autoScalingGroup:${id}:autoScalingGroupName/${name}`,
    id,
    name,
    accountId,
    region,
    min: wanted.min,
    max: wanted.max,
    desired: wanted.desired ?? Math.max(wanted.min, instanceIds.length),
    createdAt: world.now(),
    subnetIds: wanted.subnetIds ?? [],
    launchTemplate: wanted.launchTemplate,
    targetGroupArns: wanted.targetGroupArns ?? [],
    protectsNew: wanted.protectsNew ?? false,
    tags: wanted.tags ?? [],
    members: new Map(),
  };
  groups(world).set(group.arn, group);
  for (const instanceId of instanceIds) join(world, group, instanceId);
  fill(world, group);
  return group;
}

const GROUP_TAG = 'aws:autoscaling:groupName';

/** A member in service, with the group's tag, in its target groups. */
export function join(world: World, group: Group, instanceId: string): void {
  ec2Of(world).instances.get(instanceId)?.tags.set(GROUP_TAG, group.name);
  group.members.set(instanceId, {
    instanceId,
    lifecycle: 'InService',
    isProtected: group.protectsNew,
  });
  setInService(world, group, instanceId, true);
}

/** It goes on running, without the group's tag and out of its target groups. */
export function leave(world: World, group: Group, instanceId: string): void {
  ec2Of(world).instances.get(instanceId)?.tags.delete(GROUP_TAG);
  setInService(world, group, instanceId, false);
  group.members.delete(instanceId);
}

/** A member in standby gets nothing from load balancers. [D] as-enter-exit-standby */
export function setInService(
  world: World,
  group: Group,
  instanceId: string,
  isInService: boolean,
): void {
  const member = group.members.get(instanceId);
  if (member) member.lifecycle = isInService ? 'InService' : 'Standby';
  for (const arn of group.targetGroupArns) {
    const targets = targetGroups(world).get(arn);
    if (targets === undefined) continue;
    const target = { id: instanceId, port: targets.port };
    if (isInService) registerTarget(targets, target);
    else deregisterTarget(world, targets, target);
  }
}

/** Starts what is missing, each like a member there is. */
export function fill(world: World, group: Group): void {
  const inService = () =>
    [...group.members.values()].filter(({ lifecycle }) => lifecycle === 'InService').length;
  while (inService() < group.desired) join(world, group, start(world, group).id);
}

function start(world: World, group: Group): Instance {
  const { accountId, region, launchTemplate } = group;
  const [known] = [...group.members.keys()];
  const model = ec2Of(world).instances.get(known ?? '');
  const first = ec2Of(world).interfaces.get(model?.interfaceIds[0] ?? '');
  const text = (name: string) => launchTemplate && (launchTemplate[name] as string | undefined);
  return runInstance(world, {
    accountId,
    region,
    imageId: model?.imageId ?? text('ImageId'),
    instanceType: model?.instanceType ?? text('InstanceType'),
    subnetId: first?.subnetId ?? group.subnetIds[0],
    groupIds: first?.groupIds,
    tags: new Map(
      group.tags.filter(({ isPropagated }) => isPropagated).map(({ key, value }) => [key, value]),
    ),
  });
}
