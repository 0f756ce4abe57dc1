import {
  CopySnapshotCommand,
  CreateSnapshotsCommand,
  DescribeSnapshotsCommand,
  ModifySnapshotAttributeCommand,
  type Snapshot,
} from '@aws-sdk/client-ec2';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';

export const INCIDENT_TAG = 'trailwarden:incident';
export const VOLUME_TAG = 'trailwarden:volume';

/** A snapshot, whether it is whole by now. */
export interface SnapshotNow {
  readonly id: string;
  readonly volumeId: string;
  readonly state: string;
  readonly gib: number;
  readonly encrypted: boolean;
}

const asNow = ({ Tags = [], ...one }: Snapshot): SnapshotNow => ({
  id: one.SnapshotId ?? '',
  // A copy has no volume of its own any more.
  volumeId: Tags.find(({ Key }) => Key === VOLUME_TAG)?.Value ?? one.VolumeId ?? '',
  state: one.State ?? '',
  gib: one.VolumeSize ?? 0,
  encrypted: one.Encrypted ?? false,
});

/** Those of an incident in the clients' account: a run before may have made them. */
export async function snapshotsOf(
  { ec2 }: InstanceClients,
  incidentId: string,
): Promise<readonly SnapshotNow[]> {
  const wanted = new DescribeSnapshotsCommand({
    OwnerIds: ['self'],
    Filters: [{ Name: `tag:${INCIDENT_TAG}`, Values: [incidentId] }],
  });
  const { Snapshots = [] } = await asked('ec2:DescribeSnapshots', ec2.send(wanted));
  return Snapshots.map(asNow);
}

/** By EC2: to read a block of a snapshot that is gone is denied, where a role may read only what has a tag. */
export async function isSnapshotGone(
  { ec2 }: InstanceClients,
  SnapshotId: string,
): Promise<boolean> {
  const answer = ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: [SnapshotId] }));
  return asked('ec2:DescribeSnapshots', answer).then(
    () => false,
    (error: unknown) => {
      // The SDK leaves out what is before the point.
      if (hasCode(error, 'NotFound') || hasCode(error, 'InvalidSnapshot.NotFound')) return true;
      throw error;
    },
  );
}

/** Of all volumes at one moment. */
export async function createSnapshots(
  { ec2 }: InstanceClients,
  InstanceId: string,
  incidentId: string,
): Promise<void> {
  const wanted = new CreateSnapshotsCommand({
    InstanceSpecification: { InstanceId },
    Description: `Evidence of ${incidentId}`,
    TagSpecifications: [
      { ResourceType: 'snapshot', Tags: [{ Key: INCIDENT_TAG, Value: incidentId }] },
    ],
  });
  await asked('ec2:CreateSnapshots', ec2.send(wanted));
}

export async function shareSnapshot(
  { ec2 }: InstanceClients,
  SnapshotId: string,
  accountId: string,
): Promise<void> {
  const wanted = new ModifySnapshotAttributeCommand({
    ...{ SnapshotId, Attribute: 'createVolumePermission', OperationType: 'add' },
    UserIds: [accountId],
  });
  await asked('ec2:ModifySnapshotAttribute', ec2.send(wanted));
}

/** A copy of the clients' own account, under its key. */
export async function copySnapshot(
  { ec2 }: InstanceClients,
  { id, volumeId }: SnapshotNow,
  { region, keyArn, incidentId }: { region: string; keyArn: string; incidentId: string },
): Promise<string> {
  const wanted = new CopySnapshotCommand({
    ...{ SourceRegion: region, SourceSnapshotId: id, Encrypted: true, KmsKeyId: keyArn },
    Description: `Evidence of ${incidentId}`,
    TagSpecifications: [
      {
        ResourceType: 'snapshot',
        Tags: [
          { Key: INCIDENT_TAG, Value: incidentId },
          { Key: VOLUME_TAG, Value: volumeId },
        ],
      },
    ],
  });
  const { SnapshotId } = await asked('ec2:CopySnapshot', ec2.send(wanted));
  if (!SnapshotId) throw new Error('CopySnapshot answered without an id');
  return SnapshotId;
}
