import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  DescribeAddressesCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeRouteTablesCommand,
  DisassociateAddressCommand,
  type EC2Client,
  ModifyInstanceMetadataOptionsCommand,
  ReleaseAddressCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;
let InstanceId: string;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
  const place = { accountId: payments, region };
  InstanceId = hooks.ec2.startInstance(organization.sandbox.world, place).id;
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

async function described() {
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
  );
  return Reservations?.[0]?.Instances?.[0];
}

test('an address is the machine’s while it is associated', async () => {
  const { AllocationId, PublicIp } = await ec2.send(new AllocateAddressCommand({}));
  const { AssociationId } = await ec2.send(
    new AssociateAddressCommand({ AllocationId, InstanceId }),
  );
  expect((await described())?.PublicIpAddress).toBe(PublicIp);
  const Filters = [{ Name: 'instance-id', Values: [InstanceId] }];
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({ Filters }));
  expect(Addresses).toMatchObject([{ AllocationId, AssociationId, PublicIp, InstanceId }]);
  await expect(ec2.send(new ReleaseAddressCommand({ AllocationId }))).rejects.toMatchObject({
    name: 'InvalidIPAddress.InUse',
  });
  await ec2.send(new DisassociateAddressCommand({ AssociationId }));
  expect((await described())?.PublicIpAddress).toBeUndefined();
  await ec2.send(new ReleaseAddressCommand({ AllocationId }));
  expect((await ec2.send(new DescribeAddressesCommand({}))).Addresses ?? []).toEqual([]);
});

test('the status of instances that run is told, of others when all are asked for', async () => {
  const place = { accountId: payments, region };
  const { id } = hooks.ec2.startInstance(organization.sandbox.world, place);
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  const status = async (IncludeAllInstances: boolean) =>
    (await ec2.send(new DescribeInstanceStatusCommand({ IncludeAllInstances }))).InstanceStatuses;
  expect(await status(false)).toMatchObject([
    { InstanceId, InstanceStatus: { Status: 'ok' }, SystemStatus: { Status: 'ok' } },
  ]);
  expect(await status(true)).toHaveLength(2);
});

test('whether the metadata service asks for a token can be changed', async () => {
  const HttpTokens = 'optional';
  await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId, HttpTokens }));
  expect((await described())?.MetadataOptions).toMatchObject({ HttpTokens });
});

test('a VPC has its main route table', async () => {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({}));
  expect(RouteTables).toMatchObject([
    { Associations: [{ Main: true }], Routes: [{ GatewayId: 'local' }] },
  ]);
});
