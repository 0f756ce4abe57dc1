import type { World } from '../core/service';
import type { Filterable } from './describe';
import { interfacesOf } from './instance-output';
import { profileAssociationOf } from './profiles';
import { ec2Of, type Instance, stateCodes } from './state';
import { volumesOf } from './volumes';

const first = (world: World, one: Instance) => interfacesOf(world, one)[0];

/** [D] API_DescribeInstances, those in use here. */
export const instanceFilters: Filterable<Instance> = {
  'instance-id': ({ id }) => [id],
  'instance-state-name': ({ state }) => [state],
  'instance-state-code': ({ state }) => [String(stateCodes[state])],
  'instance-type': ({ instanceType }) => [instanceType],
  'image-id': ({ imageId }) => [imageId],
  'key-name': ({ keyName }) => [keyName],
  'reservation-id': ({ reservationId }) => [reservationId],
  'owner-id': ({ accountId }) => [accountId],
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  'vpc-id': (one, world) => [first(world, one)?.vpcId],
  'subnet-id': (one, world) => [first(world, one)?.subnetId],
  'private-ip-address': (one, world) => [first(world, one)?.privateIp],
  'ip-address': (one, world) => [first(world, one)?.publicIp],
  'network-interface.network-interface-id': ({ interfaceIds }) => interfaceIds,
  'network-interface.addresses.private-ip-address': (one, world) =>
    interfacesOf(world, one).map(({ privateIp }) => privateIp),
  'instance.group-id': (one, world) => first(world, one)?.groupIds ?? [],
  'network-interface.group-id': (one, world) =>
    interfacesOf(world, one).flatMap(({ groupIds }) => groupIds),
  'instance.group-name': (one, world) =>
    (first(world, one)?.groupIds ?? []).map((id) => ec2Of(world).groups.get(id)?.name),
  'iam-instance-profile.arn': ({ id }, world) => [profileAssociationOf(world, id)?.profileArn],
  'block-device-mapping.volume-id': ({ id }, world) => volumesOf(world, id).map((one) => one.id),
};
