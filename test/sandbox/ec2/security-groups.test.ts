import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;
let VpcId: string;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.237.0.0/16' }));
  VpcId = Vpc?.VpcId ?? '';
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

let made = 0;
async function group(vpcId = VpcId): Promise<string> {
  made += 1;
  const wanted = { GroupName: `group-${made}`, Description: 'of a test', VpcId: vpcId };
  const { GroupId, SecurityGroupArn } = await ec2.send(new CreateSecurityGroupCommand(wanted));
  expect(SecurityGroupArn).toBe(`arn:aws:ec2:us-east-1:${payments}:security-group/${GroupId}`);
  return GroupId ?? '';
}

async function described(GroupId: string) {
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }),
  );
  return SecurityGroups?.[0];
}

const allow = (GroupId: string, ...IpPermissions: IpPermission[]) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));

const everything: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const web: IpPermission = { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080 };
const hostBits = [{ CidrIp: '10.237.17.19/24', Description: 'a net' }];

/** Recorded on AWS. */
test('a new group has no ingress, all egress and an ARN; a default one lets in itself', async () => {
  expect(await described(await group())).toMatchObject({
    IpPermissions: [],
    IpPermissionsEgress: [
      {
        IpProtocol: '-1',
        UserIdGroupPairs: [],
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
      },
    ],
  });
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [VpcId] },
        { Name: 'group-name', Values: ['default'] },
      ],
    }),
  );
  const GroupId = SecurityGroups?.[0]?.GroupId;
  expect(SecurityGroups).toMatchObject([
    {
      Description: 'default VPC security group',
      IpPermissions: [
        {
          IpProtocol: '-1',
          UserIdGroupPairs: [{ UserId: payments, GroupId }],
          IpRanges: [],
          Ipv6Ranges: [],
          PrefixListIds: [],
        },
      ],
    },
  ]);
});

/** Recorded on AWS. */
test('host bits are cut off, the same rule again is refused, and a revoked one comes back', async () => {
  const GroupId = await group();
  const permission = { ...web, IpRanges: hostBits };
  expect(await allow(GroupId, permission)).toMatchObject({
    Return: true,
    SecurityGroupRules: [{ IsEgress: false, CidrIpv4: '10.237.17.0/24', GroupOwnerId: payments }],
  });
  await expect(allow(GroupId, permission)).rejects.toMatchObject({
    name: 'InvalidPermission.Duplicate',
    message:
      'the specified rule "peer: 10.237.17.0/24, TCP, from port: 8080, to port: 8080, ALLOW" already exists',
  });
  const IpPermissions = [{ ...web, IpRanges: [{ CidrIp: '10.237.17.0/24' }] }];
  const revoke = new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions });
  expect(await ec2.send(revoke)).toMatchObject({
    Return: true,
    RevokedSecurityGroupRules: [
      {
        GroupId,
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: 8080,
        ToPort: 8080,
        CidrIpv4: '10.237.17.0/24',
        Description: 'a net',
      },
    ],
  });
  await expect(ec2.send(revoke)).rejects.toMatchObject({
    name: 'InvalidPermission.NotFound',
    message: 'The specified rule does not exist in this security group.',
  });
  const SecurityGroupRuleIds = ['sgr-00000000000000000'];
  await expect(
    ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds })),
  ).rejects.toMatchObject({
    name: 'InvalidSecurityGroupRuleId.NotFound',
    message: "The security group rule ID 'sgr-00000000000000000' does not exist",
  });
});

/** Recorded on AWS. */
test('an isolation group reads back with two empty lists', async () => {
  const GroupId = await group();
  const revoke = new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [everything] });
  expect(await ec2.send(revoke)).toMatchObject({
    Return: true,
    RevokedSecurityGroupRules: [
      { IsEgress: true, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv4: '0.0.0.0/0' },
    ],
  });
  expect(organization.recordOf('RevokeSecurityGroupEgress')).toMatchObject({
    requestParameters: {
      groupId: GroupId,
      ipPermissions: {
        items: [
          {
            ipProtocol: '-1',
            groups: {},
            ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    },
    responseElements: { requestId: expect.any(String), _return: true },
  });
  await expect(ec2.send(revoke)).rejects.toMatchObject({ name: 'InvalidPermission.NotFound' });
  expect(await described(GroupId)).toMatchObject({ IpPermissions: [], IpPermissionsEgress: [] });
});

/** Recorded on AWS. */
test('a group as the source is told by its id when it is revoked, and keeps that group from deletion', async () => {
  const [GroupId, peer] = [await group(), await group()];
  const permission = { ...web, UserIdGroupPairs: [{ GroupId: peer }] };
  expect(await allow(GroupId, permission)).toMatchObject({
    SecurityGroupRules: [{ ReferencedGroupInfo: { GroupId: peer } }],
  });
  const remove = new DeleteSecurityGroupCommand({ GroupId: peer });
  await expect(ec2.send(remove)).rejects.toMatchObject({
    name: 'DependencyViolation',
    message: `resource ${peer} has a dependent object`,
  });
  const IpPermissions = [permission];
  expect(
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions })),
  ).toMatchObject({ RevokedSecurityGroupRules: [{ ReferencedGroupId: peer }] });
  await ec2.send(remove);
});

/** Recorded on AWS. */
test('a source of another VPC, and one that is not there, are refused', async () => {
  const GroupId = await group();
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.238.0.0/16' }));
  const from = (peer: string) => ({ ...web, UserIdGroupPairs: [{ GroupId: peer }] });
  const other = await group(Vpc?.VpcId);
  await expect(allow(GroupId, from(other))).rejects.toMatchObject({
    name: 'InvalidGroup.NotFound',
    message: 'You have specified two resources that belong to different networks.',
  });
  const zeros = 'sg-00000000000000000';
  await expect(allow(GroupId, from(zeros))).rejects.toMatchObject({
    name: 'InvalidGroup.NotFound',
    message: `The security group '${zeros}' does not exist`,
  });
  await expect(described(zeros)).rejects.toMatchObject({
    name: 'InvalidGroupId.Malformed',
    message: `Invalid id: "${zeros}"`,
  });
});

/** Recorded on AWS where there is no such rule. */
test('a rule gets another description', async () => {
  const GroupId = await group();
  const ranges = (Description: string) => [
    { ...web, IpRanges: [{ CidrIp: '10.237.17.0/24', Description }] },
  ];
  const describe = (Description: string) =>
    ec2.send(
      new UpdateSecurityGroupRuleDescriptionsIngressCommand({
        GroupId,
        IpPermissions: ranges(Description),
      }),
    );
  await expect(describe('other')).rejects.toMatchObject({
    name: 'InvalidPermission.NotFound',
    message: 'The specified rule does not exist in this security group.',
  });
  await allow(GroupId, ...ranges('one'));
  await describe('other');
  expect(await described(GroupId)).toMatchObject({ IpPermissions: ranges('other') });
});
