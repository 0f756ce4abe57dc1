import { isInput, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import type { Call, World } from '../../core/service';
import { ec2Action } from '../action';
import { type Filterable, listed, tagsOutput } from '../describe';
import { findInterface, requiredText } from '../find';
import { groupsOfVpc } from '../group-input';
import { interfaceOutput } from '../instance-output';
import { arnOf, ec2Of, type NetworkInterface } from '../state';

const interfaceFilters: Filterable<NetworkInterface> = {
  'network-interface-id': ({ id }) => [id],
  'vpc-id': ({ vpcId }) => [vpcId],
  'subnet-id': ({ subnetId }) => [subnetId],
  'group-id': ({ groupIds }) => groupIds,
  'group-name': ({ groupIds }, world) => groupIds.map((id) => ec2Of(world).groups.get(id)?.name),
  'private-ip-address': ({ privateIp }) => [privateIp],
  'addresses.private-ip-address': ({ privateIp }) => [privateIp],
  'association.public-ip': ({ publicIp }) => [publicIp],
  'attachment.instance-id': ({ attachment }) => [attachment?.instanceId],
  'attachment.attachment-id': ({ attachment }) => [attachment?.id],
  status: ({ attachment }) => [attachment ? 'in-use' : 'available'],
  'owner-id': ({ accountId }) => [accountId],
};

export const describeNetworkInterfaces = ec2Action({
  sets: ['networkInterfaceIdSet', 'filterSet'],
  handle: (call, world) => {
    const { items, NextToken } = listed(world, call, {
      kind: 'interface',
      ids: 'NetworkInterfaceIds',
      all: ownOf(call, ec2Of(world).interfaces),
      filters: interfaceFilters,
    });
    return { NetworkInterfaces: items.map((one) => output(world, one)), NextToken };
  },
});

/** An interface of its own has what an instance's answer leaves out. */
function output(world: World, one: NetworkInterface) {
  const { Attachment, ...rest } = interfaceOutput(world, one);
  const instanceId = one.attachment?.instanceId;
  return {
    ...rest,
    ...(Attachment && {
      Attachment: { ...Attachment, InstanceId: instanceId, InstanceOwnerId: one.accountId },
    }),
    AvailabilityZone: ec2Of(world).subnets.get(one.subnetId)?.availabilityZone,
    RequesterManaged: false,
    TagSet: tagsOutput(one.tags),
  };
}

/** One attribute at a time: the groups, the description, the check of source and destination. */
export const modifyNetworkInterfaceAttribute = ec2Action({
  resource: (call: Call) => [
    arnOf(call, 'network-interface', String(call.input.NetworkInterfaceId)),
    ...texts(call.input, 'Groups').map((id) => arnOf(call, 'security-group', id)),
  ],
  handle: (call, world) => {
    const { input } = call;
    const one = findInterface(world, call, requiredText(input, 'NetworkInterfaceId'));
    if (texts(input, 'Groups').length > 0) one.groupIds = groupsOfVpc(world, call, one.vpcId);
    if (isInput(input.SourceDestCheck)) {
      one.sourceDestCheck = input.SourceDestCheck.Value === 'true';
    }
    return undefined;
  },
  made: (call) => [arnOf(call, 'network-interface', String(call.input.NetworkInterfaceId))],
});
