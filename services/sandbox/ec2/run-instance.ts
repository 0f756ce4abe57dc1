import type { Place } from '../core/place';
import type { World } from '../core/service';
import { createInterface } from './interfaces';
import { defaultVpc, publicAddress } from './network';
import { associateProfile } from './profiles';
import { refuse } from './refusals';
import {
  ec2Of,
  type ImageDevice,
  type Instance,
  type NetworkInterface,
  newId,
  type Subnet,
} from './state';
import { createVolume } from './volumes';

export interface NewInstance extends Place {
  readonly imageId?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly isSpot?: boolean;
  /** Default: the first subnet of the default VPC. */
  readonly subnetId?: string | undefined;
  /** Default: the VPC's default group. */
  readonly groupIds?: readonly string[] | undefined;
  readonly privateIp?: string | undefined;
  /** Default: what the subnet says. */
  readonly hasPublicIp?: boolean | undefined;
  readonly keyName?: string | undefined;
  readonly userData?: string | undefined;
  readonly profileArn?: string | undefined;
  readonly tags?: ReadonlyMap<string, string>;
  readonly volumeTags?: ReadonlyMap<string, string>;
  readonly devices?: readonly NewDevice[];
  readonly reservationId?: string;
  readonly clientToken?: string | undefined;
  readonly disableApiTermination?: boolean;
  readonly disableApiStop?: boolean;
  readonly shutdownBehavior?: Instance['shutdownBehavior'];
  readonly httpTokens?: string | undefined;
}

/** A disk it starts with; empty when it comes of no snapshot. */
export type NewDevice = Omit<ImageDevice, 'snapshotId'> & {
  readonly snapshotId?: string | undefined;
  readonly kmsKeyId?: string | undefined;
};

const ROOT: NewDevice = {
  device: '/dev/xvda',
  sizeGiB: 8,
  volumeType: 'gp3',
  encrypted: false,
  deleteOnTermination: true,
};

/** A running instance with one interface and its disks. */
export function runInstance(world: World, wanted: NewInstance): Instance {
  const { accountId, region } = wanted;
  const subnet = subnetFor(world, wanted);
  const image = ec2Of(world).images.get(wanted.imageId ?? '');
  const devices = mergedDevices(image?.devices ?? [ROOT], wanted.devices ?? []);
  const id = newId('i');
  const instance: Instance = {
    id,
    accountId,
    region,
    reservationId: wanted.reservationId ?? newId('r'),
    clientToken: wanted.clientToken,
    imageId: wanted.imageId ?? 'ami-0abcdef1234567890',
    instanceType: wanted.instanceType ?? 't3.micro',
    isSpot: wanted.isSpot ?? false,
    keyName: wanted.keyName,
    userData: wanted.userData,
    launchedAt: world.now(),
    state: 'running',
    stateReason: undefined,
    interfaceIds: [],
    rootDeviceName: image?.rootDeviceName ?? ROOT.device,
    availabilityZone: subnet.availabilityZone,
    disableApiTermination: wanted.disableApiTermination ?? false,
    disableApiStop: wanted.disableApiStop ?? false,
    shutdownBehavior: wanted.shutdownBehavior ?? 'stop',
    sourceDestCheck: true,
    ebsOptimized: false,
    httpTokens: wanted.httpTokens ?? 'required',
    tags: new Map(wanted.tags),
  };
  ec2Of(world).instances.set(id, instance);
  instance.interfaceIds.push(interfaceFor(world, instance, subnet, wanted).id);
  for (const { device, deleteOnTermination, ...disk } of devices) {
    const zone = subnet.availabilityZone;
    const tags = wanted.volumeTags ?? new Map();
    const volume = createVolume(world, {
      accountId,
      region,
      ...disk,
      availabilityZone: zone,
      tags,
    });
    const attachedAt = world.now();
    volume.attachment = { instanceId: id, device, attachedAt, deleteOnTermination };
  }
  if (wanted.profileArn) associateProfile(world, instance, wanted.profileArn);
  return instance;
}

function subnetFor(world: World, wanted: NewInstance): Subnet {
  const found = usedSubnet(world, wanted);
  if (found && found.accountId === wanted.accountId && found.region === wanted.region) return found;
  throw refuse.notFound('subnet', wanted.subnetId ?? '');
}

/** The one that is named, or else the first of the default VPC. */
export function usedSubnet(
  world: World,
  { subnetId, ...place }: Pick<NewInstance, 'accountId' | 'region' | 'subnetId'>,
): Subnet | undefined {
  const { subnets } = ec2Of(world);
  if (subnetId !== undefined) return subnets.get(subnetId);
  const vpc = defaultVpc(world, place);
  return [...subnets.values()].find((one) => one.vpcId === vpc.id);
}

/** The image's disks, each as the call wants it, and those that only the call names. */
function mergedDevices(
  ofImage: readonly NewDevice[],
  wanted: readonly NewDevice[],
): readonly NewDevice[] {
  const byName = new Map(ofImage.map((one) => [one.device, one]));
  for (const one of wanted) {
    const known = byName.get(one.device);
    byName.set(one.device, { ...known, ...one, snapshotId: one.snapshotId ?? known?.snapshotId });
  }
  return [...byName.values()];
}

function interfaceFor(
  world: World,
  { id: instanceId, launchedAt: attachedAt }: Instance,
  subnet: Subnet,
  { groupIds, privateIp, hasPublicIp = subnet.mapPublicIp }: NewInstance,
): NetworkInterface {
  const id = newId('eni-attach');
  return createInterface(world, subnet, {
    groupIds: groupIds ?? [defaultGroupId(world, subnet.vpcId)],
    privateIp,
    publicIp: hasPublicIp ? publicAddress() : undefined,
    attachment: { id, instanceId, deviceIndex: 0, attachedAt, deleteOnTermination: true },
  });
}

export function defaultGroupId(world: World, vpcId: string): string {
  const groups = [...ec2Of(world).groups.values()];
  return groups.find((one) => one.vpcId === vpcId && one.name === 'default')?.id ?? '';
}
