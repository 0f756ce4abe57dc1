import { isInput, optionalText, texts } from '../../core/input';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, listed } from '../describe';
import { findInstance, findSnapshot, findVolume, isTrue, requiredText } from '../find';
import { recordedParameters, wrapped } from '../record';
import { copySnapshot as makeCopy, mayUse, snapshotOf, usableSnapshot } from '../snapshots';
import { arnOf, ec2Of, type Snapshot, type Volume } from '../state';
import { snapshotOutput } from '../volume-output';
import { volumesOf } from '../volumes';

const madeOne = (call: Call, { SnapshotId }: Readonly<Record<string, unknown>>) => [
  arnOf(call, 'snapshot', String(SnapshotId)),
];

/** What is being made says so; it is done when it is asked for. */
function begun(snapshot: Snapshot) {
  const { KmsKeyId: _untold, StorageTier: _standard, ...output } = snapshotOutput(snapshot);
  return { ...output, State: 'pending', Progress: '' };
}

export const createSnapshot = ec2Action({
  resource: (call) => [
    arnOf(call, 'snapshot', '*'),
    arnOf(call, 'volume', String(call.input.VolumeId)),
  ],
  made: madeOne,
  handle: (call, world) => {
    const volume = findVolume(world, call, requiredText(call.input, 'VolumeId'));
    const description = optionalText(call.input, 'Description');
    return begun(snapshotOf(world, volume, { description, tags: tagsFor(call, 'snapshot') }));
  },
});

function specification({ input }: Call): Readonly<Record<string, unknown>> {
  return isInput(input.InstanceSpecification) ? input.InstanceSpecification : {};
}

/** The disks that CreateSnapshots is about: all at one moment, but those left out. */
function disksOfCall(call: Call, world: World): readonly Volume[] {
  const wanted = specification(call);
  const instance = findInstance(world, call, requiredText(wanted, 'InstanceId'));
  const leftOut = texts(wanted, 'ExcludeDataVolumeIds');
  return volumesOf(world, instance.id).filter(({ id, attachment }) => {
    const isRoot = attachment?.device === instance.rootDeviceName;
    return isRoot ? !isTrue(wanted, 'ExcludeBootVolume') : !leftOut.includes(id);
  });
}

export const createSnapshots = ec2Action({
  ...wrapped,
  resource: (call, world) => {
    const id = String(specification(call).InstanceId);
    const disks = volumesOf(world, id).map((one) => arnOf(call, 'volume', one.id));
    return [arnOf(call, 'instance', id), arnOf(call, 'snapshot', '*'), ...disks];
  },
  made: (call, { Snapshots }) =>
    (Snapshots as readonly { readonly SnapshotId: string }[]).map(({ SnapshotId }) =>
      arnOf(call, 'snapshot', SnapshotId),
    ),
  handle: (call, world) => {
    const description = optionalText(call.input, 'Description');
    const copies = optionalText(call.input, 'CopyTagsFromSource') === 'volume';
    const made = disksOfCall(call, world).map((volume) => {
      const tags = [...(copies ? volume.tags : []), ...tagsFor(call, 'snapshot')];
      return snapshotOf(world, volume, { description, tags: new Map(tags) });
    });
    return { Snapshots: made.map(begun) };
  },
});

const snapshotFilters: Filterable<Snapshot> = {
  'snapshot-id': ({ id }) => [id],
  'volume-id': ({ volumeId }) => [volumeId],
  'volume-size': ({ sizeGiB }) => [String(sizeGiB)],
  description: ({ description }) => [description],
  encrypted: ({ encrypted }) => [String(encrypted)],
  'owner-id': ({ accountId }) => [accountId],
  status: ({ state }) => [state],
  progress: ({ state }) => [state === 'completed' ? '100%' : '0%'],
};

/** Own ones, those shared with the account, and public ones. */
export const describeSnapshots = ec2Action({
  sets: ['snapshotSet', 'ownersSet', 'sharedUsersSet', 'filterSet'],
  handle: (call, world) => {
    const owners = texts(call.input, 'OwnerIds').map((id) => (id === 'self' ? call.accountId : id));
    const visible = [...ec2Of(world).snapshots.values()].filter(
      (one) =>
        one.region === call.region &&
        mayUse(one, call.accountId) &&
        (owners.length === 0 || owners.includes(one.accountId)),
    );
    const { items, NextToken } = listed(world, call, {
      kind: 'snapshot',
      ids: 'SnapshotIds',
      all: visible,
      filters: snapshotFilters,
    });
    return { Snapshots: items.map(snapshotOutput), NextToken };
  },
});

export const copySnapshot = ec2Action({
  resource: (call) => [
    arnOf(call, 'snapshot', '*'),
    arnOf(
      { ...call, region: String(call.input.SourceRegion) },
      'snapshot',
      String(call.input.SourceSnapshotId),
    ),
  ],
  made: madeOne,
  parameters: (call) => {
    const { presignedUrl: _secret, ...rest } = recordedParameters(call);
    return rest;
  },
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const from = requiredText(input, 'SourceRegion');
    const source = usableSnapshot(world, call, requiredText(input, 'SourceSnapshotId'), from);
    const made = makeCopy(world, call, source, {
      accountId,
      region,
      encrypted: isTrue(input, 'Encrypted'),
      keyId: optionalText(input, 'KmsKeyId'),
      description: optionalText(input, 'Description'),
      tags: tagsFor(call, 'snapshot'),
    });
    return { SnapshotId: made.id, Tags: snapshotOutput(made).Tags };
  },
});

/** Recorded on AWS where an image uses it. */
export const deleteSnapshot = ec2Action({
  resource: (call) => arnOf(call, 'snapshot', String(call.input.SnapshotId)),
  parameters: (call) => ({ ...recordedParameters(call), force: false }),
  handle: (call, world) => {
    const { snapshots, images } = ec2Of(world);
    const { id } = findSnapshot(world, call, requiredText(call.input, 'SnapshotId'));
    const image = [...images.values()].find(({ devices }) =>
      devices.some(({ snapshotId }) => snapshotId === id),
    );
    if (image) {
      throw new Refusal(
        'InvalidSnapshot.InUse',
        `The snapshot ${id} is currently in use by ${image.id}`,
      );
    }
    snapshots.delete(id);
    return undefined;
  },
});
