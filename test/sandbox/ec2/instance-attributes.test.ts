import {
  AssociateIamInstanceProfileCommand,
  CreateVpcEndpointCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVolumesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  DisassociateIamInstanceProfileCommand,
  type EC2Client,
  GetPasswordDataCommand,
  type InstanceAttributeName,
  ModifyInstanceAttributeCommand,
  ReplaceIamInstanceProfileAssociationCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;
let InstanceId: string;

const role = (name: string) =>
  hooks.iam.createRole(organization.sandbox.world, {
    accountId: payments,
    name,
    trustPolicy: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    },
  });

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
  role('web');
  const wanted = { accountId: payments, region, roleName: 'web' };
  InstanceId = hooks.ec2.startInstance(organization.sandbox.world, wanted).id;
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

const attribute = (Attribute: InstanceAttributeName) =>
  ec2.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute }));

test('termination protection is put on, keeps the instance, and is recorded', async () => {
  const DisableApiTermination = { Value: true };
  await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, DisableApiTermination }));
  expect(await attribute('disableApiTermination')).toMatchObject({ DisableApiTermination });
  expect(organization.recordOf('ModifyInstanceAttribute')).toMatchObject({
    requestParameters: { instanceId: InstanceId, disableApiTermination: { value: true } },
    responseElements: { _return: true },
  });
  await expect(
    ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId] })),
  ).rejects.toMatchObject({
    name: 'OperationNotPermitted',
    message: `The instance '${InstanceId}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
  });
});

/** Recorded on AWS. */
test('an attribute that does not exist is refused and recorded', async () => {
  await expect(attribute('imageId' as InstanceAttributeName)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
  expect(organization.recordOf('DescribeInstanceAttribute')).toMatchObject({
    errorCode: 'Client.InvalidParameterValue',
    errorMessage: 'Value (imageId) for parameter attribute is invalid. Unknown attribute.',
    requestParameters: { instanceId: InstanceId, attribute: 'imageId' },
  });
});

test('a disk outlives its instance when that is wanted', async () => {
  const { world } = organization.sandbox;
  const { id } = hooks.ec2.startInstance(world, { accountId: payments, region });
  const DeviceName = '/dev/xvda';
  const keep = (Device: string) =>
    ec2.send(
      new ModifyInstanceAttributeCommand({
        InstanceId: id,
        BlockDeviceMappings: [{ DeviceName: Device, Ebs: { DeleteOnTermination: false } }],
      }),
    );
  await expect(keep('/dev/sdz')).rejects.toMatchObject({ name: 'InvalidInstanceAttributeValue' });
  await keep(DeviceName);
  const Filters = [{ Name: 'attachment.instance-id', Values: [id] }];
  const { Volumes } = await ec2.send(new DescribeVolumesCommand({ Filters }));
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  const VolumeIds = [Volumes?.[0]?.VolumeId ?? ''];
  const after = await ec2.send(new DescribeVolumesCommand({ VolumeIds }));
  expect(after.Volumes).toMatchObject([{ State: 'available' }]);
});

test('a Spot instance cannot be protected from termination', async () => {
  const { world } = organization.sandbox;
  const wanted = { accountId: payments, region, isSpot: true };
  const { id } = hooks.ec2.startInstance(world, wanted);
  const described = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  expect(described.Reservations?.[0]?.Instances?.[0]?.InstanceLifecycle).toBe('spot');
  const DisableApiTermination = { Value: true };
  await expect(
    ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: id, DisableApiTermination })),
  ).rejects.toMatchObject({ name: 'UnsupportedOperation' });
});

test('user data may be changed only while the instance is stopped', async () => {
  const UserData = { Value: Buffer.from('#!/bin/sh') };
  await expect(
    ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, UserData })),
  ).rejects.toMatchObject({ name: 'IncorrectInstanceState' });
});

test('asking for the password is a read, and is recorded', async () => {
  await ec2.send(new GetPasswordDataCommand({ InstanceId }));
  expect(organization.recordOf('GetPasswordData')).toMatchObject({
    readOnly: true,
    requestParameters: { instanceId: InstanceId },
  });
});

const associations = async () => {
  const Filters = [{ Name: 'instance-id', Values: [InstanceId] }];
  const { IamInstanceProfileAssociations } = await ec2.send(
    new DescribeIamInstanceProfileAssociationsCommand({ Filters }),
  );
  return IamInstanceProfileAssociations ?? [];
};

test('a profile is replaced, taken away and given again', async () => {
  const { world } = organization.sandbox;
  role('quarantine');
  hooks.ec2.startInstance(world, { accountId: payments, region, roleName: 'quarantine' });
  const arn = (name: string) => `arn:aws:iam::${payments}:instance-profile/${name}`;
  const [before] = await associations();
  expect(before).toMatchObject({ State: 'associated', IamInstanceProfile: { Arn: arn('web') } });
  const IamInstanceProfile = { Name: 'quarantine' };
  await ec2.send(
    new ReplaceIamInstanceProfileAssociationCommand({
      AssociationId: before?.AssociationId,
      IamInstanceProfile,
    }),
  );
  const [replaced] = await associations();
  expect(replaced).toMatchObject({ IamInstanceProfile: { Arn: arn('quarantine') } });
  const { AssociationId } = replaced ?? {};
  await ec2.send(new DisassociateIamInstanceProfileCommand({ AssociationId }));
  expect(await associations()).toEqual([]);
  const associate = (Name: string) =>
    ec2.send(new AssociateIamInstanceProfileCommand({ InstanceId, IamInstanceProfile: { Name } }));
  await associate('web');
  await expect(associate('web')).rejects.toMatchObject({
    name: 'IncorrectState',
    message: `There is an existing association for instance ${InstanceId}`,
  });
  expect(organization.recordOf('AssociateIamInstanceProfile')).toMatchObject({
    requestParameters: {
      AssociateIamInstanceProfileRequest: { InstanceId, IamInstanceProfile: { Name: 'web' } },
    },
  });
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
  );
  expect(Reservations?.[0]?.Instances?.[0]?.IamInstanceProfile?.Arn).toBe(arn('web'));
});

test('an interface endpoint has an interface in each of its subnets', async () => {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: Vpcs?.[0]?.VpcId,
      ServiceName: 'com.amazonaws.us-east-1.ssmmessages',
      VpcEndpointType: 'Interface',
      SubnetIds: [NetworkInterfaces?.[0]?.SubnetId ?? ''],
    }),
  );
  const Filters = [{ Name: 'service-name', Values: ['com.amazonaws.us-east-1.ssmmessages'] }];
  const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({ Filters }));
  expect(VpcEndpoints).toMatchObject([
    {
      VpcEndpointId: VpcEndpoint?.VpcEndpointId,
      State: 'available',
      Groups: [{ GroupName: 'default' }],
    },
  ]);
  expect(VpcEndpoints?.[0]?.NetworkInterfaceIds).toHaveLength(1);
});
