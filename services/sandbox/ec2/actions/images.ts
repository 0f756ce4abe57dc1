import { inputs, optionalText, texts } from '../../core/input';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, listed, tagsOutput } from '../describe';
import { findImage, findSnapshot, instanceOfCall, isTrue, requiredText } from '../find';
import { restart } from '../logins';
import { snapshotOf } from '../snapshots';
import { arnOf, ec2Of, type Image, type ImageDevice, type Instance, newId } from '../state';
import { volumesOf } from '../volumes';

/** Without NoReboot the machine is started again, and its sessions are over. [D] API_CreateImage */
export const createImage = ec2Action({
  resource: (call) => [
    arnOf(call, 'image', '*'),
    arnOf(call, 'instance', String(call.input.InstanceId)),
    arnOf(call, 'snapshot', '*'),
  ],
  made: (call, { ImageId }) => [arnOf(call, 'image', String(ImageId))],
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const instance = instanceOfCall(call, world);
    const name = requiredText(input, 'Name');
    refuseTaken(call, world, name);
    const id = newId('ami');
    if (!isTrue(input, 'NoReboot')) restart(world, instance.id);
    const image: Image = {
      id,
      accountId,
      region,
      name,
      description: optionalText(input, 'Description') ?? '',
      createdAt: world.now(),
      rootDeviceName: instance.rootDeviceName,
      devices: devicesOf(call, world, instance, id),
      sourceInstanceId: instance.id,
      tags: new Map(tagsFor(call, 'image')),
    };
    ec2Of(world).images.set(id, image);
    return { ImageId: id };
  },
});

/**
 * An image of snapshots that are there. The root device needs one of them. What it says of the machine is not kept but its
 * devices. [D] API_RegisterImage; the message of a root device without a snapshot is [MEM].
 */
export const registerImage = ec2Action({
  resource: (call) => [
    arnOf(call, 'image', '*'),
    ...mappingsOf(call).map(({ snapshotId }) => arnOf(call, 'snapshot', snapshotId)),
  ],
  made: (call, { ImageId }) => [arnOf(call, 'image', String(ImageId))],
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const name = requiredText(input, 'Name');
    refuseTaken(call, world, name);
    const rootDeviceName = requiredText(input, 'RootDeviceName');
    const devices = mappingsOf(call).map(({ device, snapshotId }): ImageDevice => {
      const { sizeGiB, encrypted } = findSnapshot(world, call, snapshotId);
      const rest = { volumeType: 'gp2', deleteOnTermination: true };
      return { device, snapshotId, sizeGiB, encrypted, ...rest };
    });
    if (!devices.some(({ device }) => device === rootDeviceName)) {
      throw new Refusal(
        'InvalidBlockDeviceMapping',
        `The root device ${rootDeviceName} has no snapshot.`,
      );
    }
    const id = newId('ami');
    const image: Image = {
      ...{ id, accountId, region, name, rootDeviceName, devices },
      description: optionalText(input, 'Description') ?? '',
      createdAt: world.now(),
      sourceInstanceId: undefined,
      tags: new Map(tagsFor(call, 'image')),
    };
    ec2Of(world).images.set(id, image);
    return { ImageId: id };
  },
});

const mappingsOf = ({ input }: Call) =>
  inputs(input, 'BlockDeviceMappings').flatMap(({ DeviceName, Ebs }) => {
    const { SnapshotId } = (Ebs ?? {}) as { readonly SnapshotId?: unknown };
    return typeof SnapshotId === 'string'
      ? [{ device: String(DeviceName), snapshotId: SnapshotId }]
      : [];
  });

function refuseTaken(call: Call, world: World, name: string): void {
  const taken = ownImages(call, world).find((one) => one.name === name);
  if (taken === undefined) return;
  throw new Refusal(
    'InvalidAMIName.Duplicate',
    `AMI name ${name} is already in use by AMI ${taken.id}`,
  );
}

const ownImages = ({ accountId, region }: Call, world: World): readonly Image[] =>
  [...ec2Of(world).images.values()].filter(
    (one) => one.accountId === accountId && one.region === region,
  );

/** A snapshot of each disk; a device that the call leaves out has none. */
function devicesOf(
  call: Call,
  world: World,
  instance: Instance,
  imageId: string,
): readonly ImageDevice[] {
  const leftOut = inputs(call.input, 'BlockDeviceMappings')
    .filter(({ NoDevice }) => NoDevice !== undefined)
    .map(({ DeviceName }) => DeviceName);
  return volumesOf(world, instance.id).flatMap((volume) => {
    const device = volume.attachment?.device ?? '';
    if (leftOut.includes(device)) return [];
    const description = `Created by CreateImage(${instance.id}) for ${imageId}`;
    const tags = tagsFor(call, 'snapshot');
    const { sizeGiB, volumeType, encrypted } = volume;
    const snapshotId = snapshotOf(world, volume, { description, tags }).id;
    const deleteOnTermination = volume.attachment?.deleteOnTermination ?? true;
    return [{ device, snapshotId, sizeGiB, volumeType, encrypted, deleteOnTermination }];
  });
}

const imageFilters: Filterable<Image> = {
  'image-id': ({ id }) => [id],
  name: ({ name }) => [name],
  description: ({ description }) => [description],
  state: () => ['available'],
  'owner-id': ({ accountId }) => [accountId],
  'is-public': () => ['false'],
  'root-device-name': ({ rootDeviceName }) => [rootDeviceName],
  'source-instance-id': ({ sourceInstanceId }) => [sourceInstanceId],
  'block-device-mapping.snapshot-id': ({ devices }) => devices.map((one) => one.snapshotId),
};

/** Those made here; the images of Amazon and others are not listed. */
export const describeImages = ec2Action({
  sets: ['executableBySet', 'imagesSet', 'ownersSet', 'filterSet'],
  handle: (call, world) => {
    const owners = texts(call.input, 'Owners').map((one) =>
      one === 'self' ? call.accountId : one,
    );
    const { items, NextToken } = listed(world, call, {
      kind: 'image',
      ids: 'ImageIds',
      all: ownImages(call, world).filter(
        ({ accountId }) => owners.length === 0 || owners.includes(accountId),
      ),
      filters: imageFilters,
    });
    return { Images: items.map(imageOutput), NextToken };
  },
});

const imageOutput = (image: Image) => ({
  ImageId: image.id,
  Name: image.name,
  Description: image.description,
  OwnerId: image.accountId,
  ImageLocation: `${image.accountId}/${image.name}`,
  Architecture: 'x86_64',
  BlockDeviceMappings: image.devices.map(({ device, ...one }) => ({
    DeviceName: device,
    Ebs: {
      DeleteOnTermination: one.deleteOnTermination,
      Encrypted: one.encrypted,
      SnapshotId: one.snapshotId,
      VolumeSize: one.sizeGiB,
      VolumeType: one.volumeType,
    },
  })),
  CreationDate: image.createdAt.toISOString(),
  EnaSupport: true,
  Hypervisor: 'xen',
  ImageType: 'machine',
  PlatformDetails: 'Linux/UNIX',
  Public: false,
  RootDeviceName: image.rootDeviceName,
  RootDeviceType: 'ebs',
  SourceInstanceId: image.sourceInstanceId,
  State: 'available',
  Tags: tagsOutput(image.tags),
  VirtualizationType: 'hvm',
});

const onImage = { resource: (call: Call) => arnOf(call, 'image', String(call.input.ImageId)) };

/** Its snapshots stay. */
export const deregisterImage = ec2Action({
  ...onImage,
  handle: (call, world) => {
    const { id } = findImage(world, call, requiredText(call.input, 'ImageId'));
    ec2Of(world).images.delete(id);
    ec2Of(world).deregistered.add(id);
    return { Return: true };
  },
});

/** `blockDeviceMapping` is refused even to the owner. Recorded on AWS. */
export const describeImageAttribute = ec2Action({
  ...onImage,
  parameters: ({ input }) => ({ imageId: input.ImageId, attributeType: input.Attribute }),
  handle: (call, world) => {
    const image = findImage(world, call, requiredText(call.input, 'ImageId'));
    const attribute = requiredText(call.input, 'Attribute');
    if (attribute === 'description') {
      return { ImageId: image.id, Description: { Value: image.description } };
    }
    if (attribute === 'launchPermission') return { ImageId: image.id, LaunchPermissions: [] };
    throw new Refusal('AuthFailure', 'Unauthorized attempt to access restricted resource');
  },
});
