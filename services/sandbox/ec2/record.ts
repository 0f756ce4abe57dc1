import { ec2Answer } from '../core/ec2-protocol';
import { type Input, isInput, lowered } from '../core/input';
import type { Call, Output } from '../core/service';
import { wireNames } from './wire-names';

/** How records call what is a list in the API: the list, and the one member of each item that is a text. [R] */
const lists: Readonly<Record<string, readonly [list: string, item: string]>> = {
  AllocationIds: ['allocationIdsSet', 'allocationId'],
  PublicIps: ['publicIpsSet', 'publicIp'],
  RouteTableIds: ['routeTableIdSet', 'routeTableId'],
  InstanceIds: ['instancesSet', 'instanceId'],
  Groups: ['groupSet', 'groupId'],
  GroupIds: ['securityGroupIdSet', 'groupId'],
  GroupNames: ['securityGroupSet', 'groupName'],
  ImageIds: ['imagesSet', 'imageId'],
  NetworkAclIds: ['networkAclIdSet', 'networkAclId'],
  NetworkInterfaceIds: ['networkInterfaceIdSet', 'networkInterfaceId'],
  OwnerIds: ['ownersSet', 'owner'],
  Owners: ['ownersSet', 'owner'],
  Resources: ['resourcesSet', 'resourceId'],
  SecurityGroupIds: ['groupSet', 'groupId'],
  SecurityGroupRuleIds: ['securityGroupRuleIdSet', 'securityGroupRuleId'],
  SnapshotIds: ['snapshotSet', 'snapshotId'],
  SubnetIds: ['subnetSet', 'subnetId'],
  UserIds: ['userIdSet', 'userId'],
  Values: ['valueSet', 'value'],
  VolumeIds: ['volumeSet', 'volumeId'],
  VpcIds: ['vpcSet', 'vpcId'],
  Filters: ['filterSet', ''],
  Tags: ['tagSet', ''],
  TagSpecifications: ['tagSpecificationSet', ''],
  BlockDeviceMappings: ['blockDeviceMapping', ''],
  NetworkInterfaces: ['networkInterfaceSet', ''],
  UserIdGroupPairs: ['groups', ''],
};

/** A call's parameters as its record shows them; numbers and booleans are told apart from texts. */
export function recordedParameters({ input }: Call): Output {
  return recorded(input);
}

function recorded(input: Output): Output {
  return Object.fromEntries(Object.entries(input).map(recordedMember));
}

function recordedMember([name, value]: readonly [string, unknown]): [string, unknown] {
  if (!Array.isArray(value)) return [lowered(name), recordedOne(name, value)];
  const [list, item] = lists[name] ?? [lowered(name), lowered(name)];
  const specified = name === 'TagSpecifications' ? value.map(specification) : undefined;
  const items = value.map((one) => (isInput(one) ? recorded(one) : { [item]: one }));
  return [list, itemsOf(specified ?? items)];
}

/** The one list that is a plain one. [R] */
function specification({ ResourceType, Tags }: Input): Output {
  const tags = Array.isArray(Tags) ? Tags : [];
  return {
    resourceType: ResourceType,
    tags: tags.map(({ Key, Value }: Input) => ({ key: Key, value: Value })),
  };
}

/** An empty list is an empty object. Recorded on AWS. */
export const itemsOf = (items: readonly unknown[]): Output => (items.length === 0 ? {} : { items });

/** Names that hold what looks like a number and is a text. */
const textual = /Id$|Id\.|^Value$|^Key$|Description|Name$|UserData|Cidr|Protocol/;

function recordedOne(name: string, value: unknown): unknown {
  if (isInput(value)) return recorded(value);
  if (typeof value !== 'string') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d{1,9}$/.test(value) && !textual.test(name) ? Number(value) : value;
}

/** An answer as the record shows it: as on the wire, lists as `items`, times in milliseconds, `return` as `_return`. [R] */
export function recordedAnswer({ action, requestId }: Call, output: Output): Output {
  const { return: returned, ...answer } = ec2Answer(wireNames, action, output);
  return {
    requestId,
    ...(recordedValue(answer) as Output),
    ...(returned !== undefined && { _return: returned }),
  };
}

function recordedValue(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(recordedValue);
  if (typeof value !== 'object' || value === null) return value;
  const { item, ...rest } = value as Record<string, unknown>;
  if (Array.isArray(item)) return itemsOf(item.map(recordedValue));
  return Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, recordedValue(one)]));
}

/**
 * How the records of newer actions look [R]: what was sent and answered stands in members named like the call, with
 * large first letters in the request; a list of one is that one with its number as `tag`.
 */
export const wrapped = {
  parameters: (call: Call): Output => ({ [`${call.action}Request`]: tagged(call.input) }),
  answer: (call: Call, output: Output): Output => ({
    [`${call.action}Response`]: {
      xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/',
      ...recordedAnswer(call, output),
    },
  }),
};

function tagged(value: unknown): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one, index) => ({
      tag: index + 1,
      ...(isInput(one) ? (tagged(one) as Output) : { content: one }),
    }));
    return all.length === 1 ? all[0] : all;
  }
  if (!isInput(value)) return value === 'true' || value === 'false' ? value === 'true' : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      Array.isArray(one) ? name.replace(/s$/, '') : name,
      tagged(one),
    ]),
  );
}
