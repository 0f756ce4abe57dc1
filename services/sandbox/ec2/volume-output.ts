import { tagsOutput } from './describe';
import type { Snapshot, Volume } from './state';

export function attachmentOutput({ id, attachment }: Volume, State = 'attached') {
  return {
    VolumeId: id,
    InstanceId: attachment?.instanceId,
    Device: attachment?.device,
    State,
    AttachTime: attachment?.attachedAt,
    DeleteOnTermination: attachment?.deleteOnTermination,
  };
}

export const volumeOutput = (volume: Volume) => ({
  VolumeId: volume.id,
  Size: volume.sizeGiB,
  SnapshotId: volume.snapshotId ?? '',
  AvailabilityZone: volume.availabilityZone,
  State: volume.attachment ? 'in-use' : 'available',
  CreateTime: volume.createdAt,
  VolumeType: volume.volumeType,
  Encrypted: volume.encrypted,
  KmsKeyId: volume.kmsKeyArn,
  MultiAttachEnabled: false,
  Attachments: volume.attachment ? [attachmentOutput(volume)] : [],
  Tags: tagsOutput(volume.tags),
});

export const snapshotOutput = (snapshot: Snapshot) => ({
  SnapshotId: snapshot.id,
  VolumeId: snapshot.volumeId,
  VolumeSize: snapshot.sizeGiB,
  State: snapshot.state as string,
  StateMessage: snapshot.stateMessage,
  StartTime: snapshot.startedAt,
  Progress: snapshot.state === 'completed' ? '100%' : '0%',
  OwnerId: snapshot.accountId,
  Description: snapshot.description,
  Encrypted: snapshot.encrypted,
  KmsKeyId: snapshot.kmsKeyArn,
  StorageTier: 'standard',
  Tags: tagsOutput(snapshot.tags),
});
