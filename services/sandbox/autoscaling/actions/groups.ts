import { inputs, isInput, optionalText, texts } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { partitionOf } from '../../core/partition';
import type { Action, Call, World } from '../../core/service';
import { ec2Of } from '../../ec2/state';
import { findGroup, groupOfCall, onGroup, requiredText } from '../group-of-call';
import { refuse } from '../refusals';
import { createGroup, fill, type Group, groups, leave, type Member } from '../state';

const numberOf = ({ input }: Call, name: string): number | undefined => {
  const text = optionalText(input, name);
  return text === undefined ? undefined : Number(text);
};

const requiredNumber = ({ input }: Call, name: string): number => Number(requiredText(input, name));

/** Starts as many instances as it wants to have. */
export const createAutoScalingGroup: Action = {
  ...onGroup,
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const name = requiredText(input, 'AutoScalingGroupName');
    if (findGroup(call, world)) throw refuse.exists(name);
    const wanted = {
      name,
      min: requiredNumber(call, 'MinSize'),
      max: requiredNumber(call, 'MaxSize'),
    };
    const desired = numberOf(call, 'DesiredCapacity') ?? wanted.min;
    checkSizes({ ...wanted, desired });
    createGroup(world, {
      ...wanted,
      accountId,
      region,
      desired,
      subnetIds: optionalText(input, 'VPCZoneIdentifier')?.split(',') ?? [],
      launchTemplate: isInput(input.LaunchTemplate) ? input.LaunchTemplate : undefined,
      targetGroupArns: texts(input, 'TargetGroupARNs'),
      protectsNew: input.NewInstancesProtectedFromScaleIn === 'true',
      tags: inputs(input, 'Tags').map((tag) => ({
        key: String(tag.Key),
        value: String(tag.Value ?? ''),
        isPropagated: tag.PropagateAtLaunch === 'true',
      })),
    });
  },
};

function checkSizes(group: Pick<Group, 'name' | 'min' | 'max' | 'desired'>): void {
  if (group.max < group.min || group.desired < group.min) throw refuse.badSizes();
  if (group.desired > group.max) throw refuse.aboveMax(group.desired, group);
}

const ofGroup = actionsOn(onGroup, groupOfCall);

/** Its sizes; a desired one that no longer fits goes along. */
export const updateAutoScalingGroup = ofGroup((group, call, world) => {
  const { name } = group;
  const min = numberOf(call, 'MinSize') ?? group.min;
  const max = numberOf(call, 'MaxSize') ?? group.max;
  const fitting = Math.min(Math.max(group.desired, min), max);
  const desired = numberOf(call, 'DesiredCapacity') ?? fitting;
  checkSizes({ name, min, max, desired });
  Object.assign(group, { min, max, desired });
  fill(world, group);
});

/** The instances go on running: nothing is ended here. */
export const deleteAutoScalingGroup = ofGroup((group, { input }, world) => {
  if (group.members.size > 0 && input.ForceDelete !== 'true') throw refuse.inUse();
  for (const instanceId of [...group.members.keys()]) leave(world, group, instanceId);
  groups(world).delete(group.arn);
});

/** One page. */
export const describeAutoScalingGroups: Action = {
  handle: (call, world) => {
    const names = texts(call.input, 'AutoScalingGroupNames');
    const found = ownOf(call, groups(world)).filter(
      ({ name }) => names.length === 0 || names.includes(name),
    );
    return { AutoScalingGroups: found.map((group) => describe(world, group)) };
  },
};

function describe(world: World, group: Group) {
  const instances = [...group.members.values()].map((member) => describeMember(world, member));
  const zones = instances.map(({ AvailabilityZone }) => AvailabilityZone ?? `${group.region}a`);
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    LaunchTemplate: group.launchTemplate,
    MinSize: group.min,
    MaxSize: group.max,
    DesiredCapacity: group.desired,
    DefaultCooldown: 300,
    AvailabilityZones: [...new Set(zones.length > 0 ? zones : [`${group.region}a`])].sort(),
    LoadBalancerNames: [],
    TargetGroupARNs: group.targetGroupArns,
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 0,
    Instances: instances,
    CreatedTime: group.createdAt,
    SuspendedProcesses: [],
    VPCZoneIdentifier: group.subnetIds.join(','),
    EnabledMetrics: [],
    Tags: group.tags.map(({ key, value, isPropagated }) => ({
      ResourceId: group.name,
      ResourceType: 'auto-scaling-group',
      Key: key,
      Value: value,
      PropagateAtLaunch: isPropagated,
    })),
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: group.protectsNew,
    ServiceLinkedRoleARN: `arn:${partitionOf(group.region)}:iam::${group.accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    TrafficSources: group.targetGroupArns.map((arn) => ({ Identifier: arn, Type: 'elbv2' })),
  };
}

function describeMember(world: World, { instanceId, lifecycle, isProtected }: Member) {
  const instance = ec2Of(world).instances.get(instanceId);
  return {
    InstanceId: instanceId,
    InstanceType: instance?.instanceType,
    AvailabilityZone: instance?.availabilityZone,
    LifecycleState: lifecycle,
    HealthStatus: 'Healthy',
    ProtectedFromScaleIn: isProtected,
  };
}

/** Health is written in capitals here. [D] API_DescribeAutoScalingInstances; one page. */
export const describeAutoScalingInstances: Action = {
  handle: (call, world) => {
    const ids = texts(call.input, 'InstanceIds');
    const found = ownOf(call, groups(world)).flatMap((group) =>
      [...group.members.values()].map((member) => ({
        ...describeMember(world, member),
        AutoScalingGroupName: group.name,
        HealthStatus: 'HEALTHY',
        LaunchTemplate: group.launchTemplate,
      })),
    );
    return {
      AutoScalingInstances: found.filter(
        ({ InstanceId }) => ids.length === 0 || ids.includes(InstanceId),
      ),
    };
  },
};
