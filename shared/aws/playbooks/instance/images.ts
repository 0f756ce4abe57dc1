import {
  DescribeImagesCommand,
  type Filter,
  type Instance,
  RegisterImageCommand,
} from '@aws-sdk/client-ec2';
import { canonicalText } from '../../../domain/canonical-text';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';
import { INCIDENT_TAG } from './snapshots';

/** A machine as it can be started again from copies of its disks, in the clients' account. */
export interface ImageNow {
  readonly id: string;
  /** Snapshot by device. */
  readonly devices: Readonly<Record<string, string>>;
}

/** What of an image is hashed for custody: it has no bytes of its own. */
export const imageText = ({ devices }: Pick<ImageNow, 'devices'>): string => canonicalText(devices);

/** The image of an incident; undefined where there is none. A run before may have made it. */
export const imageOf = (clients: InstanceClients, incidentId: string) =>
  found(clients, { Name: `tag:${INCIDENT_TAG}`, Values: [incidentId] });

/** Undefined where it is gone. */
export const imageById = (clients: InstanceClients, id: string) =>
  found(clients, { Name: 'image-id', Values: [id] });

async function found({ ec2 }: InstanceClients, of: Filter): Promise<ImageNow | undefined> {
  const wanted = new DescribeImagesCommand({ Owners: ['self'], Filters: [of] });
  const answer = ec2.send(wanted);
  const { Images: [image] = [] } = await asked('ec2:DescribeImages', answer);
  if (!image?.ImageId) return undefined;
  const devices = (image.BlockDeviceMappings ?? []).map(
    ({ DeviceName = '', Ebs }) => [DeviceName, Ebs?.SnapshotId ?? ''] as const,
  );
  return { id: image.ImageId, devices: Object.fromEntries(devices) };
}

/**
 * Of snapshots that are there: it makes none, and while it is there they cannot be deleted (recorded on AWS). Its name is
 * taken once, so two runs make one.
 */
export async function registerImage(
  { ec2 }: InstanceClients,
  machine: Instance,
  { devices, incidentId }: Pick<ImageNow, 'devices'> & { readonly incidentId: string },
): Promise<void> {
  const { Architecture, BootMode, EnaSupport, RootDeviceName } = machine;
  const wanted = new RegisterImageCommand({
    Name: `trailwarden ${incidentId}`,
    Description: `Evidence of ${incidentId}: ${machine.InstanceId}`,
    ...{ Architecture, BootMode, EnaSupport, RootDeviceName, VirtualizationType: 'hvm' },
    BlockDeviceMappings: Object.entries(devices).map(([DeviceName, SnapshotId]) => ({
      ...{ DeviceName, Ebs: { SnapshotId } },
    })),
    TagSpecifications: [
      { ResourceType: 'image', Tags: [{ Key: INCIDENT_TAG, Value: incidentId }] },
    ],
  });
  await asked('ec2:RegisterImage', ec2.send(wanted));
}
