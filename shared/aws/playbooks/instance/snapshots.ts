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
  readonly startedAt: string;
}

/** Who may tag a snapshot may write anything into its tag. */
export const isVolumeId = (text: string): boolean => /^vol-[0-9a-f]{8,17}$/.test(text);

const asNow = (one: Snapshot): SnapshotNow => ({
  id: one.SnapshotId ?? '',
  volumeId: one.VolumeId ?? '',
  state: one.State ?? '',
  gib: one.VolumeSize ?? 0,
  encrypted: one.Encrypted ?? false,
  startedAt: one.StartTime?.toISOString() ?? '',
});

/** Those that are there, of the clients' account. */
export async function snapshotsById(
  clients: InstanceClients,
  ids: readonly string[],
): Promise<readonly SnapshotNow[]> {
  if (ids.length === 0) return [];
  return (await describe(clients, 'snapshot-id', ids)).map(asNow);
}

/** With the tag of an incident, which others can set too: for what a run made and could not write down. */
export async function taggedSnapshots(
  clients: InstanceClients,
  incidentId: string,
): Promise<readonly SnapshotNow[]> {
  return (await describe(clients, `tag:${INCIDENT_TAG}`, [incidentId])).map(asNow);
}

/** Copies by the volume in their tag: a copy has no volume of its own any more. */
export async function taggedCopies(
  clients: InstanceClients,
  incidentId: string,
): Promise<readonly SnapshotNow[]> {
  const found = await describe(clients, `tag:${INCIDENT_TAG}`, [incidentId]);
  return found.flatMap((one) => {
    const volumeId = taggedVolume(one);
    return isVolumeId(volumeId) ? [{ ...asNow(one), volumeId }] : [];
  });
}

const taggedVolume = ({ Tags = [] }: Snapshot): string =>
  Tags.find(({ Key }) => Key === VOLUME_TAG)?.Value ?? '';

async function describe(
  { ec2 }: InstanceClients,
  Name: string,
  Values: readonly string[],
): Promise<readonly Snapshot[]> {
  const Filters = [{ Name, Values: [...Values] }];
  const wanted = new DescribeSnapshotsCommand({ OwnerIds: ['self'], Filters });
  const { Snapshots = [] } = await asked('ec2:DescribeSnapshots', ec2.send(wanted));
  return Snapshots;
}

/**
 * The volume that it is of, or undefined where it is gone. By EC2: to read a block of a snapshot that is gone is denied,
 * where a role may read only what has a tag.
 */
export async function volumeOf(
  { ec2 }: InstanceClients,
  SnapshotId: string,
  kind: 'snapshot' | 'copy',
): Promise<string | undefined> {
  const answer = ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: [SnapshotId] }));
  return asked('ec2:DescribeSnapshots', answer).then(
    ({ Snapshots: [one = {}] = [] }) =>
      kind === 'copy' ? taggedVolume(one) : (one.VolumeId ?? ''),
    (error: unknown) => {
      if (hasCode(error, 'NotFound')) return undefined;
      throw error;
    },
  );
}

/** Of all volumes at one moment. They are begun, and not waited for. */
export async function createSnapshots(
  { ec2 }: InstanceClients,
  InstanceId: string,
  incidentId: string,
): Promise<readonly SnapshotNow[]> {
  const wanted = new CreateSnapshotsCommand({
    InstanceSpecification: { InstanceId },
    Description: `Evidence of ${incidentId}`,
    TagSpecifications: [
      { ResourceType: 'snapshot', Tags: [{ Key: INCIDENT_TAG, Value: incidentId }] },
    ],
  });
  const { Snapshots = [] } = await asked('ec2:CreateSnapshots', ec2.send(wanted));
  return Snapshots.map(({ SnapshotId, VolumeId, State }) => ({
    ...{ id: SnapshotId ?? '', volumeId: VolumeId ?? '', state: State ?? '' },
    ...{ gib: 0, encrypted: false, startedAt: '' },
  }));
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
  { id, volumeId }: Pick<SnapshotNow, 'id' | 'volumeId'>,
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
