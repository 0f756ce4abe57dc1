import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeInstanceAttributeCommand,
  DescribeKeyPairsCommand,
  DescribeVpcEndpointsCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

/** Every address of the machine, private and public. */
export const addressesOf = ({ NetworkInterfaces = [] }: Instance): readonly string[] => [
  ...new Set(
    NetworkInterfaces.flatMap(({ PrivateIpAddresses = [], Ipv6Addresses = [] }) => [
      ...PrivateIpAddresses.flatMap(({ PrivateIpAddress, Association }) => [
        PrivateIpAddress ?? [],
        Association?.PublicIp ?? [],
      ]).flat(),
      ...Ipv6Addresses.flatMap(({ Ipv6Address }) => Ipv6Address ?? []),
    ]),
  ),
];

export interface ListedKeyPair {
  readonly name: string;
  readonly fingerprint?: string;
  readonly publicKey?: string;
}

/** The key pair that the machine was launched with, with its public half; none where it is deleted. */
export async function keyPairsOf(
  { ec2 }: InstanceClients,
  { KeyName }: Instance,
): Promise<readonly ListedKeyPair[]> {
  if (!KeyName) return [];
  const Filters = [{ Name: 'key-name', Values: [KeyName] }];
  const answer = ec2.send(new DescribeKeyPairsCommand({ Filters, IncludePublicKey: true }));
  const { KeyPairs = [] } = await asked('ec2:DescribeKeyPairs', answer);
  return KeyPairs.map(({ KeyName: name = '', KeyFingerprint, PublicKey }) => ({
    name,
    ...(KeyFingerprint && { fingerprint: KeyFingerprint }),
    ...(PublicKey && { publicKey: PublicKey }),
  }));
}

export async function userDataOf(
  { ec2 }: InstanceClients,
  InstanceId: string,
): Promise<string | undefined> {
  const wanted = new DescribeInstanceAttributeCommand({ InstanceId, Attribute: 'userData' });
  const { UserData } = await asked('ec2:DescribeInstanceAttribute', ec2.send(wanted));
  return UserData?.Value && Buffer.from(UserData.Value, 'base64').toString('utf8');
}

/** The group of the interface endpoints of a service inside the VPC; undefined where there are none. */
export async function endpointsGroupOf(
  { ec2, region }: InstanceClients,
  vpcId: string,
  service: 's3' | 'ssmmessages',
): Promise<string | undefined> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'service-name', Values: [`com.amazonaws.${region}.${service}`] },
  ];
  const answer = ec2.send(new DescribeVpcEndpointsCommand({ Filters }));
  const { VpcEndpoints = [] } = await asked('ec2:DescribeVpcEndpoints', answer);
  return VpcEndpoints.flatMap(({ Groups = [] }) => Groups)[0]?.GroupId;
}

/** The Auto Scaling group of a name, as the brakes ask for it. */
export async function scalingGroup({ autoscaling }: InstanceClients, name: string) {
  const wanted = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
  const { AutoScalingGroups: [group] = [] } = await asked(
    'autoscaling:DescribeAutoScalingGroups',
    autoscaling.send(wanted),
  );
  if (!group) return undefined;
  const { MinSize = 0, DesiredCapacity = 0, Instances = [] } = group;
  const inService = Instances.filter(({ LifecycleState }) => LifecycleState === 'InService').length;
  return { name, min: MinSize, desired: DesiredCapacity, inService };
}

/** Of its disks, but those of the host. */
export const volumesOn = (instance: Instance | undefined): readonly string[] =>
  (instance?.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []);
