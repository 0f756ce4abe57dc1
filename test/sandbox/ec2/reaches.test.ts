import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  type EC2Client,
  ModifyInstanceAttributeCommand,
  ModifyNetworkInterfaceAttributeCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

const attacker = { address: '203.0.113.9' };

/** An instance whose one group lets in SSH from a network. */
async function instanceOpenTo(CidrIp: string) {
  const name = `open-${Math.random()}`;
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: name }),
  );
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp }] }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  const place = { accountId: payments, region, groupIds: [GroupId] };
  return hooks.ec2.startInstance(organization.sandbox.world, place);
}

async function isolationGroup(): Promise<string> {
  const name = `isolation-${Math.random()}`;
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: name }),
  );
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  return GroupId;
}

async function interfaceOf(InstanceId: string) {
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [InstanceId] }),
  );
  return Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces?.[0];
}

test('a group lets in what its rules name, and nothing else', async () => {
  const { world } = organization.sandbox;
  const { id } = await instanceOpenTo('203.0.113.0/24');
  expect(hooks.ec2.reaches(world, attacker, id, 22)).toBe(true);
  expect(hooks.ec2.reaches(world, attacker, id, 80)).toBe(false);
  expect(hooks.ec2.reaches(world, { address: '198.51.100.1' }, id, 22)).toBe(false);
  expect(hooks.ec2.reachesOut(world, id, attacker, 443)).toBe(true);
});

test('a tracked flow outlives its rule until a list denies it', async () => {
  const { world } = organization.sandbox;
  const { id } = await instanceOpenTo('203.0.113.0/24');
  const flow = hooks.ec2.connect(world, attacker, id, 22);
  if (flow === undefined) throw new Error('no flow');
  const Groups = [await isolationGroup()];
  const { NetworkInterfaceId } = (await interfaceOf(id)) ?? {};
  await ec2.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Groups }));
  expect(hooks.ec2.reaches(world, attacker, id, 22)).toBe(false);
  expect(hooks.ec2.reachesOut(world, id, attacker, 443)).toBe(false);
  expect(hooks.ec2.isAlive(world, flow)).toBe(true);

  const { SubnetId = '' } = (await interfaceOf(id)) ?? {};
  const { NetworkAcls } = await ec2.send(
    new DescribeNetworkAclsCommand({
      Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }],
    }),
  );
  const deny = { Protocol: '-1', RuleAction: 'deny' as const, CidrBlock: '203.0.113.9/32' };
  const NetworkAclId = NetworkAcls?.[0]?.NetworkAclId;
  const place = { NetworkAclId, RuleNumber: 1, Egress: false };
  await ec2.send(new CreateNetworkAclEntryCommand({ ...place, ...deny }));
  expect(hooks.ec2.isAlive(world, flow)).toBe(false);
});

test('a flow that came through a rule for the whole world ends with that rule', async () => {
  const { world } = organization.sandbox;
  const { id } = await instanceOpenTo('0.0.0.0/0');
  const flow = hooks.ec2.connect(world, { address: '198.51.100.7' }, id, 22);
  if (flow === undefined) throw new Error('no flow');
  const Groups = [await isolationGroup()];
  await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: id, Groups }));
  expect(hooks.ec2.isAlive(world, flow)).toBe(false);
});

test("a list knows the other end only: a denial of the machine's own address cuts nothing", async () => {
  const { world } = organization.sandbox;
  const { id } = await instanceOpenTo('203.0.113.0/24');
  const { SubnetId = '', PrivateIpAddress } = (await interfaceOf(id)) ?? {};
  const { NetworkAcls } = await ec2.send(
    new DescribeNetworkAclsCommand({
      Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }],
    }),
  );
  const NetworkAclId = NetworkAcls?.[0]?.NetworkAclId;
  for (const Egress of [true, false]) {
    const entry = { NetworkAclId, RuleNumber: 2, Egress, Protocol: '-1' };
    const CidrBlock = `${PrivateIpAddress}/32`;
    await ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleAction: 'deny', CidrBlock }));
  }
  expect(hooks.ec2.reaches(world, { address: '203.0.113.10' }, id, 22)).toBe(true);
});
