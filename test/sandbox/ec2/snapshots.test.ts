import {
  AttachVolumeCommand,
  CopySnapshotCommand,
  CreateImageCommand,
  CreateSnapshotCommand,
  CreateSnapshotsCommand,
  CreateVolumeCommand,
  DeleteSnapshotCommand,
  DeleteVolumeCommand,
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  DetachVolumeCommand,
  type EC2Client,
  ModifySnapshotAttributeCommand,
  RegisterImageCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import type { Instance } from '../../../services/sandbox/ec2/state';
import { payments, security } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;
let forensic: EC2Client;
let instance: Instance;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
  forensic = organization.ec2As(organization.sandbox.credentials(security));
  const { world } = organization.sandbox;
  instance = hooks.ec2.startInstance(world, { accountId: payments, region });
});
afterAll(async () => {
  ec2.destroy();
  forensic.destroy();
  await organization.sandbox.close();
});

async function rootVolume(): Promise<string> {
  const Filters = [{ Name: 'attachment.instance-id', Values: [instance.id] }];
  const { Volumes } = await ec2.send(new DescribeVolumesCommand({ Filters }));
  return Volumes?.find((one) => one.Attachments?.[0]?.Device === '/dev/xvda')?.VolumeId ?? '';
}

const describeSnapshot = async (client: EC2Client, id = '') => {
  const { Snapshots } = await client.send(new DescribeSnapshotsCommand({ SnapshotIds: [id] }));
  return Snapshots?.[0];
};

test('a snapshot keeps what was on the volume, and a volume made of it has that', async () => {
  const { world } = organization.sandbox;
  const VolumeId = await rootVolume();
  hooks.ec2.writeVolume(world, VolumeId, 600_000, Buffer.from('before'));
  const { SnapshotId, State } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
  expect(State).toBe('pending');
  hooks.ec2.writeVolume(world, VolumeId, 600_000, Buffer.from('after!'));
  const made = await ec2.send(
    new CreateVolumeCommand({ SnapshotId, AvailabilityZone: 'us-east-1a' }),
  );
  const read = (id = '') => hooks.ec2.readVolume(world, id, 600_000, 6).toString();
  expect([read(VolumeId), read(made.VolumeId)]).toEqual(['after!', 'before']);
  expect(await describeSnapshot(ec2, SnapshotId)).toMatchObject({
    State: 'completed',
    Progress: '100%',
    VolumeSize: 8,
    OwnerId: payments,
  });
});

test('a volume is attached, in use, detached and deleted', async () => {
  const { VolumeId } = await ec2.send(
    new CreateVolumeCommand({ Size: 1, AvailabilityZone: 'us-east-1a', VolumeType: 'gp3' }),
  );
  const attach = new AttachVolumeCommand({ VolumeId, InstanceId: instance.id, Device: '/dev/sdf' });
  expect(await ec2.send(attach)).toMatchObject({ State: 'attaching', Device: '/dev/sdf' });
  await expect(ec2.send(attach)).rejects.toMatchObject({ name: 'VolumeInUse' });
  const remove = new DeleteVolumeCommand({ VolumeId });
  await expect(ec2.send(remove)).rejects.toMatchObject({
    name: 'VolumeInUse',
    message: `Volume ${VolumeId} is currently attached to ${instance.id}`,
  });
  await ec2.send(new DetachVolumeCommand({ VolumeId }));
  await expect(ec2.send(new DetachVolumeCommand({ VolumeId }))).rejects.toMatchObject({
    name: 'IncorrectState',
  });
  await ec2.send(remove);
  await expect(ec2.send(remove)).rejects.toMatchObject({ name: 'InvalidVolume.NotFound' });
  await expect(
    ec2.send(new DetachVolumeCommand({ VolumeId: await rootVolume() })),
  ).rejects.toMatchObject({ name: 'OperationNotPermitted' });
});

test('all disks of an instance are kept at one moment', async () => {
  const { Snapshots } = await ec2.send(
    new CreateSnapshotsCommand({
      InstanceSpecification: { InstanceId: instance.id },
      Description: 'incident',
      TagSpecifications: [
        { ResourceType: 'snapshot', Tags: [{ Key: 'incident', Value: 'inc-1' }] },
      ],
    }),
  );
  expect(Snapshots).toMatchObject([{ VolumeId: await rootVolume(), State: 'pending' }]);
  const Filters = [{ Name: 'tag:incident', Values: ['inc-1'] }];
  const found = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'], Filters }));
  expect(found.Snapshots).toMatchObject([{ Description: 'incident', State: 'completed' }]);
});

test('a snapshot shared with another account is copied there under its own key', async () => {
  const { world } = organization.sandbox;
  const VolumeId = await rootVolume();
  const { SnapshotId = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
  await expect(describeSnapshot(forensic, SnapshotId)).rejects.toMatchObject({
    name: 'InvalidSnapshot.NotFound',
  });
  const CreateVolumePermission = { Add: [{ UserId: security }] };
  await ec2.send(new ModifySnapshotAttributeCommand({ SnapshotId, CreateVolumePermission }));
  expect(organization.recordOf('ModifySnapshotAttribute')).toMatchObject({
    requestParameters: {
      snapshotId: SnapshotId,
      attributeType: 'CREATE_VOLUME_PERMISSION',
      createVolumePermission: { add: { items: [{ userId: security }] } },
    },
    responseElements: { _return: true },
  });
  const attribute = { SnapshotId, Attribute: 'createVolumePermission' as const };
  expect(await ec2.send(new DescribeSnapshotAttributeCommand(attribute))).toMatchObject({
    CreateVolumePermissions: [{ UserId: security }],
  });
  const key = hooks.kms.createKey(world, { accountId: security, region });
  const copy = await forensic.send(
    new CopySnapshotCommand({
      SourceRegion: region,
      SourceSnapshotId: SnapshotId,
      Encrypted: true,
      KmsKeyId: key.keyId,
    }),
  );
  expect(await describeSnapshot(forensic, copy.SnapshotId)).toMatchObject({
    OwnerId: security,
    State: 'completed',
    Encrypted: true,
    KmsKeyId: key.arn,
  });
  const wrong = await forensic.send(
    new CopySnapshotCommand({
      SourceRegion: region,
      SourceSnapshotId: SnapshotId,
      KmsKeyId: '00000000-0000-0000-0000-000000000000',
      Encrypted: true,
    }),
  );
  expect(await describeSnapshot(forensic, wrong.SnapshotId)).toMatchObject({
    State: 'error',
    StateMessage: 'Given key ID is not accessible',
  });
});

test('an image is registered of snapshots that are there, once, and keeps them', async () => {
  const InstanceSpecification = { InstanceId: instance.id };
  const { Snapshots = [] } = await ec2.send(new CreateSnapshotsCommand({ InstanceSpecification }));
  const SnapshotId = String(Snapshots[0]?.SnapshotId);
  const wanted = {
    ...{ Name: 'kept', RootDeviceName: '/dev/xvda' },
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId } }],
  };
  const { ImageId } = await ec2.send(new RegisterImageCommand(wanted));
  const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [String(ImageId)] }));
  expect(Images?.[0]?.BlockDeviceMappings).toMatchObject([
    { DeviceName: '/dev/xvda', Ebs: { SnapshotId } },
  ]);
  await expect(ec2.send(new RegisterImageCommand(wanted))).rejects.toMatchObject({
    name: 'InvalidAMIName.Duplicate',
  });
  await expect(ec2.send(new DeleteSnapshotCommand({ SnapshotId }))).rejects.toMatchObject({
    name: 'InvalidSnapshot.InUse',
  });
  const elsewhere = { ...wanted, Name: 'rootless', RootDeviceName: '/dev/xvdz' };
  await expect(ec2.send(new RegisterImageCommand(elsewhere))).rejects.toMatchObject({
    name: 'InvalidBlockDeviceMapping',
  });
  await ec2.send(new DeregisterImageCommand({ ImageId }));
  await ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
});

/** Recorded on AWS. */
test('an image is made, keeps its snapshot, and can be run until it is gone', async () => {
  const { world } = organization.sandbox;
  const machine = hooks.ec2.machineOf(world, instance.id);
  hooks.ec2.logIn(machine, { user: 'ec2-user', from: '203.0.113.9' });
  const InstanceId = instance.id;
  const image = new CreateImageCommand({ InstanceId, Name: 'n', NoReboot: true });
  const { ImageId = '' } = await ec2.send(image);
  expect(machine.logins.size).toBe(1);
  expect(organization.recordOf('CreateImage')).toMatchObject({
    requestParameters: { instanceId: InstanceId, name: 'n', noReboot: true },
    responseElements: { requestId: expect.any(String), imageId: ImageId },
  });
  await expect(ec2.send(image)).rejects.toMatchObject({ name: 'InvalidAMIName.Duplicate' });
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ['self'] }));
  const SnapshotId = Images?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId;
  expect(Images).toMatchObject([{ ImageId, Name: 'n', State: 'available', OwnerId: payments }]);
  await expect(ec2.send(new DeleteSnapshotCommand({ SnapshotId }))).rejects.toMatchObject({
    name: 'InvalidSnapshot.InUse',
  });
  expect(organization.recordOf('DeleteSnapshot')).toMatchObject({
    errorCode: 'Client.InvalidSnapshot.InUse',
    errorMessage: `The snapshot ${SnapshotId} is currently in use by ${ImageId}`,
    requestParameters: { snapshotId: SnapshotId, force: false },
  });
  await expect(
    ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute: 'blockDeviceMapping' })),
  ).rejects.toMatchObject({ name: 'AuthFailure' });
  expect(organization.recordOf('DescribeImageAttribute')).toMatchObject({
    errorCode: 'Client.AuthFailure',
    errorMessage: 'Unauthorized attempt to access restricted resource',
    requestParameters: { imageId: ImageId, attributeType: 'blockDeviceMapping' },
  });
  const run = new RunInstancesCommand({ ImageId, MinCount: 1, MaxCount: 1 });
  expect((await ec2.send(run)).Instances).toHaveLength(1);
  await ec2.send(new CreateImageCommand({ InstanceId, Name: 'rebooted' }));
  expect(machine.logins.size).toBe(0);
  await ec2.send(new DeregisterImageCommand({ ImageId }));
  await expect(ec2.send(run)).rejects.toMatchObject({
    name: 'InvalidAMIID.NotFound',
    message: `The image id '[${ImageId}]' does not exist`,
  });
  await ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
});
