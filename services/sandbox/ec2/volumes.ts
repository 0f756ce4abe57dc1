import { partitionOf } from '../core/partition';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { ec2Of, newId, type Volume } from './state';

export interface NewVolume extends Place {
  readonly sizeGiB: number;
  readonly volumeType: string;
  readonly availabilityZone: string;
  readonly snapshotId?: string | undefined;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string | undefined;
  readonly tags?: ReadonlyMap<string, string>;
}

/** Empty, or with the content of its snapshot; of an encrypted snapshot comes an encrypted volume. */
export function createVolume(world: World, wanted: NewVolume): Volume {
  const { volumes, snapshots } = ec2Of(world);
  const snapshot = snapshots.get(wanted.snapshotId ?? '');
  const encrypted = wanted.encrypted || (snapshot?.encrypted ?? false);
  const volume: Volume = {
    id: newId('vol'),
    accountId: wanted.accountId,
    region: wanted.region,
    sizeGiB: wanted.sizeGiB,
    volumeType: wanted.volumeType,
    availabilityZone: wanted.availabilityZone,
    snapshotId: wanted.snapshotId,
    encrypted,
    kmsKeyArn: encrypted ? (wanted.kmsKeyId ?? snapshot?.kmsKeyArn ?? ownKey(wanted)) : undefined,
    createdAt: world.now(),
    attachment: undefined,
    blocks: new Map(snapshot?.blocks),
    tags: new Map(wanted.tags),
  };
  volumes.set(volume.id, volume);
  return volume;
}

/** The ARN of the account's key `aws/ebs`; its id stands here for the random one of AWS. */
export const ownKey = ({ accountId, region }: Place): string =>
  `arn:${partitionOf(region)}:kms:${region}:${accountId}:key/aws-ebs`;

/** The disks of an instance in the order of their devices. */
export function volumesOf(world: World, instanceId: string): readonly Volume[] {
  return [...ec2Of(world).volumes.values()]
    .filter(({ attachment }) => attachment?.instanceId === instanceId)
    .sort((one, other) => deviceOf(one).localeCompare(deviceOf(other)));
}

const deviceOf = ({ attachment }: Volume): string => attachment?.device ?? '';
