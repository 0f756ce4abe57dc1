import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  DeleteVolumeCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  RunInstancesCommand,
  type RunInstancesRequest,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';
import { INCIDENT_TAG } from './snapshots';

interface Wanted {
  readonly imageId: string;
  readonly instanceType: string;
  readonly subnetId: string;
  readonly groupId: string;
  readonly profile: string;
  readonly incidentId: string;
  /** The same for the same wish: AWS makes one for it, however often it is asked. */
  readonly token: string;
  /** An empty disk for what it fetches; it goes with the machine. */
  readonly room?: { readonly gib: number; readonly keyArn: string };
}

const tagged = (ResourceType: 'instance' | 'volume', incidentId: string) => [
  { ResourceType, Tags: [{ Key: INCIDENT_TAG, Value: incidentId }] },
];

/** A volume with the content of a snapshot, where the examiner is. */
export async function volumeOfSnapshot(
  { ec2 }: InstanceClients,
  SnapshotId: string,
  { subnetId, incidentId, token }: Wanted,
): Promise<string> {
  const subnets = new DescribeSubnetsCommand({ SubnetIds: [subnetId] });
  const { Subnets } = await asked('ec2:DescribeSubnets', ec2.send(subnets));
  const wanted = new CreateVolumeCommand({
    ...{ SnapshotId, AvailabilityZone: Subnets?.[0]?.AvailabilityZone, VolumeType: 'gp3' },
    ...{ ClientToken: `${token}-v`, TagSpecifications: tagged('volume', incidentId) },
  });
  const { VolumeId } = await asked('ec2:CreateVolume', ec2.send(wanted));
  if (!VolumeId) throw new Error('CreateVolume answered without an id');
  return VolumeId;
}

/** A clean machine. It ends itself when it is shut down. */
export async function startExaminer(
  { ec2 }: InstanceClients,
  { imageId, instanceType, subnetId, groupId, profile, incidentId, token, room }: Wanted,
): Promise<string> {
  const wanted = new RunInstancesCommand({
    ...{ ImageId: imageId, InstanceType: instanceType as RunInstancesRequest['InstanceType'] },
    ...{ MinCount: 1, MaxCount: 1, SubnetId: subnetId, SecurityGroupIds: [groupId] },
    ...{ IamInstanceProfile: { Name: profile }, ClientToken: `${token}-i` },
    ...{
      InstanceInitiatedShutdownBehavior: 'terminate',
      MetadataOptions: { HttpTokens: 'required' },
    },
    ...(room && { BlockDeviceMappings: [diskOf(room)] }),
    TagSpecifications: tagged('instance', incidentId),
  });
  const { Instances } = await asked('ec2:RunInstances', ec2.send(wanted));
  const id = Instances?.[0]?.InstanceId;
  if (!id) throw new Error('RunInstances answered without an id');
  return id;
}

/** The disk that it was started with for what it fetches. */
export async function roomOf(
  { ec2 }: InstanceClients,
  instanceId: string,
): Promise<string | undefined> {
  const answer = ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  const { Reservations } = await asked('ec2:DescribeInstances', answer);
  const disks = Reservations?.[0]?.Instances?.[0]?.BlockDeviceMappings ?? [];
  return disks.find(({ DeviceName }) => DeviceName === DEVICE)?.Ebs?.VolumeId;
}

const DEVICE = '/dev/sdf';

const diskOf = ({ gib, keyArn }: NonNullable<Wanted['room']>) => ({
  DeviceName: DEVICE,
  Ebs: {
    ...{ VolumeSize: gib, VolumeType: 'gp3' as const, DeleteOnTermination: true },
    ...{ Encrypted: true, KmsKeyId: keyArn },
  },
});

/** Undefined where it is not there any more. */
export async function stateOfExaminer(
  { ec2 }: InstanceClients,
  instanceId: string,
): Promise<string | undefined> {
  const answer = ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  const found = await asked('ec2:DescribeInstances', answer).catch(unlessGone);
  return found?.Reservations?.[0]?.Instances?.[0]?.State?.Name;
}

/** `available`, `in-use`, …; undefined where it is not there any more. */
export async function stateOfVolume(
  { ec2 }: InstanceClients,
  VolumeId: string,
): Promise<string | undefined> {
  const answer = ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }));
  return (await asked('ec2:DescribeVolumes', answer).catch(unlessGone))?.Volumes?.[0]?.State;
}

export async function attach(
  { ec2 }: InstanceClients,
  VolumeId: string,
  InstanceId: string,
): Promise<void> {
  const wanted = new AttachVolumeCommand({ VolumeId, InstanceId, Device: DEVICE });
  await asked('ec2:AttachVolume', ec2.send(wanted));
}

export async function endExaminerInstance({ ec2 }: InstanceClients, id: string): Promise<void> {
  const wanted = new TerminateInstancesCommand({ InstanceIds: [id] });
  await asked('ec2:TerminateInstances', ec2.send(wanted)).catch(unlessGone);
}

export async function deleteVolume({ ec2 }: InstanceClients, VolumeId: string): Promise<void> {
  const wanted = new DeleteVolumeCommand({ VolumeId });
  await asked('ec2:DeleteVolume', ec2.send(wanted)).catch(unlessGone);
}

function unlessGone(error: unknown): undefined {
  if (hasCode(error, 'NotFound')) return undefined;
  throw error;
}
