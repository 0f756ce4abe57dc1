import type { World } from '../core/service';
import { instanceProfiles } from '../iam/instance-profiles';
import { tagsOutput } from './describe';
import { profileAssociationOf } from './profiles';
import {
  ec2Of,
  type Instance,
  type InstanceState,
  type NetworkInterface,
  stateCodes,
} from './state';
import { volumesOf } from './volumes';

export const stateOutput = (state: InstanceState) => ({ Code: stateCodes[state], Name: state });

/** The interfaces that are still there, the first one first. */
export function interfacesOf(
  world: World,
  { interfaceIds }: Instance,
): readonly NetworkInterface[] {
  return interfaceIds.flatMap((id) => ec2Of(world).interfaces.get(id) ?? []);
}

export function groupsOutput(world: World, groupIds: readonly string[]) {
  return groupIds.map((GroupId) => ({
    GroupId,
    GroupName: ec2Of(world).groups.get(GroupId)?.name,
  }));
}

/** An instance as DescribeInstances tells it. */
export function instanceOutput(world: World, instance: Instance) {
  const [first] = interfacesOf(world, instance);
  const { region, state } = instance;
  return {
    AmiLaunchIndex: 0,
    Architecture: 'x86_64',
    BlockDeviceMappings: volumesOf(world, instance.id).map(({ id, attachment }) => ({
      DeviceName: attachment?.device,
      Ebs: {
        AttachTime: attachment?.attachedAt,
        DeleteOnTermination: attachment?.deleteOnTermination,
        Status: 'attached',
        VolumeId: id,
      },
    })),
    ClientToken: instance.clientToken ?? '',
    EbsOptimized: instance.ebsOptimized,
    EnaSupport: true,
    Hypervisor: 'xen',
    IamInstanceProfile: profileOutput(world, instance.id),
    ImageId: instance.imageId,
    InstanceId: instance.id,
    InstanceLifecycle: instance.isSpot ? 'spot' : undefined,
    InstanceType: instance.instanceType,
    KeyName: instance.keyName,
    LaunchTime: instance.launchedAt,
    MetadataOptions: {
      State: 'applied',
      HttpTokens: instance.httpTokens,
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    Monitoring: { State: 'disabled' },
    NetworkInterfaces: interfacesOf(world, instance).map((one) => interfaceOutput(world, one)),
    Placement: { AvailabilityZone: instance.availabilityZone, GroupName: '', Tenancy: 'default' },
    PrivateDnsName: first ? privateName(region, first.privateIp) : '',
    PrivateIpAddress: first?.privateIp,
    ProductCodes: [],
    PublicDnsName: first?.publicIp ? publicName(region, first.publicIp) : '',
    PublicIpAddress: state === 'running' ? first?.publicIp : undefined,
    RootDeviceName: instance.rootDeviceName,
    RootDeviceType: 'ebs',
    SecurityGroups: groupsOutput(world, first?.groupIds ?? []),
    SourceDestCheck: first && instance.sourceDestCheck,
    State: stateOutput(state),
    StateReason:
      instance.stateReason === undefined
        ? undefined
        : {
            Code: 'Client.UserInitiatedShutdown',
            Message: 'Client.UserInitiatedShutdown: User initiated shutdown',
          },
    StateTransitionReason: instance.stateReason ?? '',
    SubnetId: first?.subnetId,
    Tags: tagsOutput(instance.tags),
    VirtualizationType: 'hvm',
    VpcId: first?.vpcId,
  };
}

export function profileOutput(world: World, instanceId: string) {
  const arn = profileAssociationOf(world, instanceId)?.profileArn;
  if (arn === undefined) return undefined;
  return { Arn: arn, Id: instanceProfiles(world).get(arn)?.id };
}

export const privateName = (region: string, ip: string): string =>
  region === 'us-east-1'
    ? `ip-${ip.replaceAll('.', '-')}.ec2.internal`
    : `ip-${ip.replaceAll('.', '-')}.${region}.compute.internal`;

const publicName = (region: string, ip: string): string =>
  region === 'us-east-1'
    ? `ec2-${ip.replaceAll('.', '-')}.compute-1.amazonaws.com`
    : `ec2-${ip.replaceAll('.', '-')}.${region}.compute.amazonaws.com`;

/** What an instance and DescribeNetworkInterfaces tell alike of an interface. */
export function interfaceOutput(world: World, one: NetworkInterface) {
  const { attachment, publicIp, region, privateIp } = one;
  const association = publicIp
    ? { IpOwnerId: 'amazon', PublicDnsName: publicName(region, publicIp), PublicIp: publicIp }
    : undefined;
  const name = privateName(region, privateIp);
  return {
    Association: association,
    Attachment: attachment && {
      AttachTime: attachment.attachedAt,
      AttachmentId: attachment.id,
      DeleteOnTermination: attachment.deleteOnTermination,
      DeviceIndex: attachment.deviceIndex,
      NetworkCardIndex: 0,
      Status: 'attached',
    },
    Description: one.description,
    Groups: groupsOutput(world, one.groupIds),
    InterfaceType: 'interface',
    Ipv6Addresses: [],
    MacAddress: one.macAddress,
    NetworkInterfaceId: one.id,
    OwnerId: one.accountId,
    PrivateDnsName: name,
    PrivateIpAddress: privateIp,
    PrivateIpAddresses: [
      {
        Association: association,
        Primary: true,
        PrivateDnsName: name,
        PrivateIpAddress: privateIp,
      },
    ],
    SourceDestCheck: one.sourceDestCheck,
    Status: attachment ? 'in-use' : 'available',
    SubnetId: one.subnetId,
    VpcId: one.vpcId,
  };
}
