import {
  AssociateRouteTableCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkAclEntryCommand,
  DeleteRouteTableCommand,
  DescribeNetworkAclsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DisassociateRouteTableCommand,
  type EC2Client,
  ReplaceNetworkAclAssociationCommand,
  ReplaceNetworkAclEntryCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Ec2UnderTest, ec2UnderTest } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;
let VpcId: string;
let SubnetId: string;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  VpcId = Vpc?.VpcId ?? '';
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
  SubnetId = Subnet?.SubnetId ?? '';
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

test('every account has a default VPC with a subnet in each zone', async () => {
  const { Vpcs } = await ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
  );
  expect(Vpcs).toMatchObject([{ IsDefault: true, CidrBlock: '172.31.0.0/16' }]);
  const { Subnets } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] }),
  );
  expect(Subnets).toHaveLength(3);
});

/** Recorded on AWS. */
test('a subnet lies in its VPC and over no other', async () => {
  const create = (CidrBlock: string) => ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
  await expect(create('10.0.1.128/25')).rejects.toMatchObject({
    name: 'InvalidSubnet.Conflict',
    message: "The CIDR '10.0.1.128/25' conflicts with another subnet",
  });
  await expect(create('10.1.0.0/24')).rejects.toMatchObject({
    name: 'InvalidSubnet.Range',
    message: "The CIDR '10.1.0.0/24' is invalid.",
  });
});

/** Recorded on AWS. */
test('an unknown filter is refused and recorded', async () => {
  const Filters = [{ Name: 'bad', Values: ['x'] }];
  await expect(ec2.send(new DescribeSubnetsCommand({ Filters }))).rejects.toMatchObject({
    message: "The filter 'bad' is invalid",
  });
  expect(organization.recordOf('DescribeSubnets')).toMatchObject({
    errorCode: 'Client.InvalidParameterValue',
    errorMessage: "The filter 'bad' is invalid",
    requestParameters: {
      subnetSet: {},
      filterSet: { items: [{ name: 'bad', valueSet: { items: [{ value: 'x' }] } }] },
    },
    responseElements: null,
  });
});

const entries = (all: readonly object[] = []) =>
  all.map((one) => ({
    RuleNumber: (one as { RuleNumber?: number }).RuleNumber,
    RuleAction: (one as { RuleAction?: string }).RuleAction,
    Egress: (one as { Egress?: boolean }).Egress,
  }));

async function aclOfSubnet() {
  const { NetworkAcls } = await ec2.send(
    new DescribeNetworkAclsCommand({
      Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }],
    }),
  );
  return NetworkAcls?.[0];
}

/** Recorded on AWS. */
test('the default list of a VPC allows all, a new one denies all', async () => {
  const standard = await aclOfSubnet();
  expect(standard?.IsDefault).toBe(true);
  expect(entries(standard?.Entries)).toEqual([
    { RuleNumber: 100, RuleAction: 'allow', Egress: true },
    { RuleNumber: 32767, RuleAction: 'deny', Egress: true },
    { RuleNumber: 100, RuleAction: 'allow', Egress: false },
    { RuleNumber: 32767, RuleAction: 'deny', Egress: false },
  ]);
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  expect(entries(NetworkAcl?.Entries)).toEqual([
    { RuleNumber: 32767, RuleAction: 'deny', Egress: true },
    { RuleNumber: 32767, RuleAction: 'deny', Egress: false },
  ]);
});

test('an entry is made once, replaced and taken away', async () => {
  const { NetworkAclId } = (await aclOfSubnet()) ?? {};
  const place = { NetworkAclId, RuleNumber: 1, Egress: false };
  const entry = { ...place, Protocol: '-1', RuleAction: 'deny' as const, CidrBlock: '10.0.1.9/32' };
  await ec2.send(new CreateNetworkAclEntryCommand(entry));
  await expect(ec2.send(new CreateNetworkAclEntryCommand(entry))).rejects.toMatchObject({
    name: 'NetworkAclEntryAlreadyExists',
    message: 'The network acl entry identified by 1 already exists.',
  });
  const CidrBlock = '10.0.1.10/32';
  await ec2.send(new ReplaceNetworkAclEntryCommand({ ...entry, CidrBlock }));
  expect((await aclOfSubnet())?.Entries).toContainEqual({
    RuleNumber: 1,
    Egress: false,
    Protocol: '-1',
    RuleAction: 'deny',
    CidrBlock,
  });
  await ec2.send(new DeleteNetworkAclEntryCommand(place));
  await expect(ec2.send(new DeleteNetworkAclEntryCommand(place))).rejects.toMatchObject({
    name: 'InvalidNetworkAclEntry.NotFound',
  });
});

test('a subnet gets another list, and its association another id', async () => {
  const before = await aclOfSubnet();
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const { NetworkAclAssociationId: AssociationId } =
    before?.Associations?.find((one) => one.SubnetId === SubnetId) ?? {};
  const replace = { AssociationId, NetworkAclId: NetworkAcl?.NetworkAclId };
  const { NewAssociationId } = await ec2.send(new ReplaceNetworkAclAssociationCommand(replace));
  expect((await aclOfSubnet())?.Associations).toMatchObject([
    { NetworkAclAssociationId: NewAssociationId, NetworkAclId: NetworkAcl?.NetworkAclId },
  ]);
  await expect(ec2.send(new ReplaceNetworkAclAssociationCommand(replace))).rejects.toMatchObject({
    name: 'InvalidAssociationID.NotFound',
  });
});

/** Recorded on AWS. */
test('a route table stays while a subnet is associated with it', async () => {
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = RouteTable?.RouteTableId ?? '';
  const { AssociationId } = await ec2.send(
    new AssociateRouteTableCommand({ RouteTableId, SubnetId }),
  );
  const remove = new DeleteRouteTableCommand({ RouteTableId });
  await expect(ec2.send(remove)).rejects.toMatchObject({
    name: 'DependencyViolation',
    message: `The routeTable '${RouteTableId}' has dependencies and cannot be deleted.`,
  });
  await ec2.send(new DisassociateRouteTableCommand({ AssociationId }));
  await ec2.send(remove);
});
