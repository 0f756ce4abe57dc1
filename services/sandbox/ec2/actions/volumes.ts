import { optionalText } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { type Call, Refusal } from '../../core/service';
import { keyArn } from '../../kms/find-key';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, listed } from '../describe';
import { findInstance, findVolume, isTrue, numberOf, requiredText } from '../find';
import { refuse } from '../refusals';
import { usableSnapshot } from '../snapshots';
import { arnOf, ec2Of, type Volume } from '../state';
import { attachmentOutput, volumeOutput } from '../volume-output';
import { createVolume as makeVolume, volumesOf } from '../volumes';

export const createVolume = ec2Action({
  resource: (call) => [
    arnOf(call, 'volume', '*'),
    ...(call.input.SnapshotId === undefined
      ? []
      : [arnOf(call, 'snapshot', String(call.input.SnapshotId))]),
  ],
  made: (call, { VolumeId }) => [arnOf(call, 'volume', String(VolumeId))],
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const snapshotId = optionalText(input, 'SnapshotId');
    const snapshot = snapshotId === undefined ? undefined : usableSnapshot(world, call, snapshotId);
    const sizeGiB = numberOf(input, 'Size') ?? snapshot?.sizeGiB;
    if (sizeGiB === undefined) throw refuse.missingParameter('size/snapshot');
    if (snapshot && sizeGiB < snapshot.sizeGiB) {
      throw refuse.invalidValue(
        `Snapshot is larger than volume size. Snapshot: ${snapshot.sizeGiB} GiB, volume: ${sizeGiB} GiB`,
      );
    }
    const availabilityZone = requiredText(input, 'AvailabilityZone');
    if (!availabilityZone.startsWith(region)) {
      throw new Refusal('InvalidZone.NotFound', `The zone '${availabilityZone}' does not exist.`);
    }
    const keyId = optionalText(input, 'KmsKeyId');
    const volume = makeVolume(world, {
      accountId,
      region,
      sizeGiB,
      volumeType: optionalText(input, 'VolumeType') ?? 'gp2',
      availabilityZone,
      snapshotId,
      encrypted: isTrue(input, 'Encrypted') || keyId !== undefined,
      kmsKeyId: keyId && keyArn(world, { accountId, region, keyId }),
      tags: tagsFor(call, 'volume'),
    });
    return { ...volumeOutput(volume), State: 'creating' };
  },
});

const volumeFilters: Filterable<Volume> = {
  'volume-id': ({ id }) => [id],
  'attachment.instance-id': ({ attachment }) => [attachment?.instanceId],
  'attachment.device': ({ attachment }) => [attachment?.device],
  'attachment.status': ({ attachment }) => [attachment && 'attached'],
  'attachment.delete-on-termination': ({ attachment }) => [
    attachment && String(attachment.deleteOnTermination),
  ],
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  encrypted: ({ encrypted }) => [String(encrypted)],
  size: ({ sizeGiB }) => [String(sizeGiB)],
  'snapshot-id': ({ snapshotId }) => [snapshotId],
  status: ({ attachment }) => [attachment ? 'in-use' : 'available'],
  'volume-type': ({ volumeType }) => [volumeType],
};

export const describeVolumes = ec2Action({
  sets: ['volumeSet', 'filterSet'],
  handle: (call, world) => {
    const { items, NextToken } = listed(world, call, {
      kind: 'volume',
      ids: 'VolumeIds',
      all: ownOf(call, ec2Of(world).volumes),
      filters: volumeFilters,
    });
    return { Volumes: items.map(volumeOutput), NextToken };
  },
});

const onVolume = (call: Call) => arnOf(call, 'volume', String(call.input.VolumeId));

export const attachVolume = ec2Action({
  resource: (call) => [onVolume(call), arnOf(call, 'instance', String(call.input.InstanceId))],
  handle: (call, world) => {
    const volume = findVolume(world, call, requiredText(call.input, 'VolumeId'));
    const instance = findInstance(world, call, requiredText(call.input, 'InstanceId'));
    const device = requiredText(call.input, 'Device');
    if (volume.attachment) {
      throw new Refusal('VolumeInUse', `${volume.id} is already attached to an instance`);
    }
    if (volume.availabilityZone !== instance.availabilityZone) {
      throw new Refusal(
        'InvalidVolume.ZoneMismatch',
        `The volume '${volume.id}' is not in the same availability zone as instance '${instance.id}'`,
      );
    }
    if (!['running', 'stopped'].includes(instance.state)) {
      throw refuse.incorrectState(`Instance '${instance.id}' is not 'running'.`);
    }
    if (volumesOf(world, instance.id).some((one) => one.attachment?.device === device)) {
      throw refuse.invalidValue(
        `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`,
      );
    }
    volume.attachment = {
      instanceId: instance.id,
      device,
      attachedAt: world.now(),
      deleteOnTermination: false,
    };
    return attachmentOutput(volume, 'attaching');
  },
});

export const detachVolume = ec2Action({
  resource: (call, world) => {
    const attached = ec2Of(world).volumes.get(String(call.input.VolumeId))?.attachment;
    return [onVolume(call), ...(attached ? [arnOf(call, 'instance', attached.instanceId)] : [])];
  },
  made: (call) => [onVolume(call)],
  handle: (call, world) => {
    const volume = findVolume(world, call, requiredText(call.input, 'VolumeId'));
    const { attachment } = volume;
    if (attachment === undefined) {
      throw refuse.incorrectState(`Volume '${volume.id}' is in the 'available' state.`);
    }
    const wanted = optionalText(call.input, 'InstanceId') ?? attachment.instanceId;
    if (wanted !== attachment.instanceId) {
      throw new Refusal(
        'InvalidAttachment.NotFound',
        `The volume ${volume.id} is not attached to instance ${wanted} as device ${optionalText(call.input, 'Device') ?? ''}`,
      );
    }
    const instance = ec2Of(world).instances.get(attachment.instanceId);
    if (instance?.state === 'running' && instance.rootDeviceName === attachment.device) {
      throw refuse.notPermitted(
        `Unable to detach root volume '${volume.id}' from instance '${instance.id}'`,
      );
    }
    const answer = attachmentOutput(volume, 'detaching');
    volume.attachment = undefined;
    return answer;
  },
});

export const deleteVolume = ec2Action({
  resource: onVolume,
  handle: (call, world) => {
    const volume = findVolume(world, call, requiredText(call.input, 'VolumeId'));
    if (volume.attachment) {
      throw new Refusal(
        'VolumeInUse',
        `Volume ${volume.id} is currently attached to ${volume.attachment.instanceId}`,
      );
    }
    ec2Of(world).volumes.delete(volume.id);
    return undefined;
  },
});
