import {
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateSecurityGroupCommand,
  CreateSnapshotsCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  DescribeSnapshotAttributeCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ModifySnapshotAttributeCommand,
} from '@aws-sdk/client-ec2';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetDocumentCommand, SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deployForensics, templateOf } from '../../services/cli/local/deploy-forensics';
import {
  createLocalOrganization,
  hooks,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../services/sandbox';

const REGION = 'us-east-1';
const TAGS = [{ Key: 'trailwarden:incident', Value: 'inc-1' }];
let sandbox: Sandbox;
let organization: LocalOrganization;
let member: string;
let forensic: string;
let instanceId: string;
let vpcId: string;

/** A client's settings: of an account's administrator, or of one of its roles. */
const as = (accountId: string, role?: string) => ({
  ...{ endpoint: sandbox.endpoint, region: REGION, maxAttempts: 1 },
  credentials: sandbox.credentials(accountId, role),
});
const containing = () => as(member, 'trailwarden-containment');
const collecting = () => as(member, 'trailwarden-collector');

beforeAll(async () => {
  sandbox = await startSandbox();
  organization = createLocalOrganization(sandbox, { accounts: 2 });
  member = String(organization.memberAccountIds[0]);
  forensic = (await deployForensics(sandbox, organization)).accountId;
  const template = await templateOf('containment');
  for (const region of [REGION, 'eu-west-1'])
    await hooks.cloudformation.deployStack(sandbox, {
      ...{ accountId: member, region, stackName: 'trailwarden-containment', template },
      parameters: {
        OrganizationId: organization.id,
        SecurityAccountId: organization.securityAccountId,
        ForensicAccountId: forensic,
        HomeRegion: REGION,
      },
    });
  const place = { accountId: member, region: REGION };
  instanceId = hooks.ec2.startInstance(sandbox.world, place).id;
  const answer = await new EC2Client(as(member)).send(
    new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  );
  vpcId = String(answer.Reservations?.[0]?.Instances?.[0]?.VpcId);
});
afterAll(() => sandbox.close());

const trusts = (Service: string) =>
  ({
    Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } },
  }) as const;

const DENIED = { name: 'UnauthorizedOperation' };

test('only the function of the playbook becomes who contains', async () => {
  const { securityAccountId } = organization;
  const become = (settings: ReturnType<typeof as>) =>
    new STSClient(settings).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${member}:role/trailwarden-containment`,
        RoleSessionName: 'a-test',
      }),
    );
  await expect(become(as(securityAccountId))).rejects.toMatchObject({ name: 'AccessDenied' });
  const own = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } } as const;
  for (const name of ['trailwarden-instance-login', 'trailwarden-responder'])
    hooks.iam.createRole(sandbox.world, {
      ...{
        accountId: securityAccountId,
        name,
        trustPolicy: trusts('lambda.amazonaws.com'),
        inlinePolicies: { own },
      },
    });
  const responder = as(securityAccountId, 'trailwarden-responder');
  await expect(become(responder)).rejects.toMatchObject({ name: 'AccessDenied' });
  const answer = await become(as(securityAccountId, 'trailwarden-instance-login'));
  expect(answer.AssumedRoleUser?.Arn).toContain('assumed-role/trailwarden-containment/');
});

test('groups of its own are made and changed; those of others keep their rules', async () => {
  const ec2 = new EC2Client(containing());
  const make = (name: string, tags: typeof TAGS) =>
    new CreateSecurityGroupCommand({
      ...{ GroupName: name, Description: 'Isolation', VpcId: vpcId },
      ...(tags.length > 0 && {
        TagSpecifications: [{ ResourceType: 'security-group' as const, Tags: tags }],
      }),
    });
  const rule = (GroupId: string) =>
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
      ],
    });
  const { GroupId: own = '' } = await ec2.send(make('isolation', TAGS));
  await ec2.send(rule(own));
  await expect(ec2.send(make('untagged', []))).rejects.toMatchObject(DENIED);
  const { GroupId: shop = '' } = await new EC2Client(as(member)).send(make('shop', []));
  await expect(ec2.send(rule(shop))).rejects.toMatchObject(DENIED);
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  );
  const [card] = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces ?? [];
  const NetworkInterfaceId = card?.NetworkInterfaceId;
  await ec2.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Groups: [own] }));
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({}));
  await ec2.send(
    new CreateNetworkAclEntryCommand({
      ...{ NetworkAclId: NetworkAcls?.[0]?.NetworkAclId, RuleNumber: 1, Egress: false },
      ...{ RuleAction: 'deny', Protocol: '-1', CidrBlock: '203.0.113.9/32' },
    }),
  );
});

test('a machine is protected from termination; what it runs is not changed', async () => {
  const ec2 = new EC2Client(containing());
  const change = (more: object) =>
    ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: instanceId, ...more }));
  await change({ DisableApiTermination: { Value: true } });
  const UserData = { Value: Buffer.from('#!/bin/sh') };
  await expect(change({ UserData })).rejects.toMatchObject(DENIED);
});

test('the role of a machine is denied; no role of people, of AWS or of ours is touched', async () => {
  const { world } = sandbox;
  const iam = new IAMClient(containing());
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: '*', Resource: '*' },
  });
  const put = (RoleName: string) => {
    hooks.iam.createRole(world, {
      accountId: member,
      name: RoleName,
      trustPolicy: trusts('ec2.amazonaws.com'),
    });
    return iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'isolation', PolicyDocument }),
    );
  };
  await put('shop');
  for (const name of ['trailwarden-guard-of-a-test', 'stacksets-exec-1'])
    await expect(put(name)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('our documents are there in each Region, and no others are run', async () => {
  const ssm = new SSMClient(collecting());
  const run = (DocumentName: string, Parameters: Record<string, string[]>) =>
    ssm.send(new SendCommandCommand({ DocumentName, InstanceIds: [instanceId], Parameters }));
  await expect(run('AWS-RunShellScript', { commands: ['id'] })).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  const { Command } = await run('trailwarden-end-login', { tty: ['pts/9'] });
  expect(Command?.DocumentName).toBe('trailwarden-end-login');
  for (const region of [REGION, 'eu-west-1']) {
    const there = new SSMClient({ ...as(member), region });
    for (const name of ['collect', 'end-login', 'memory']) {
      const { Content } = await there.send(new GetDocumentCommand({ Name: `trailwarden-${name}` }));
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
      expect(Content).toContain('${MACHINE_ROOT:-}');
    }
  }
});

test('disks are kept, and shared with the forensic account only', async () => {
  const ec2 = new EC2Client(collecting());
  const keep = (tags: typeof TAGS) =>
    ec2.send(
      new CreateSnapshotsCommand({
        InstanceSpecification: { InstanceId: instanceId },
        ...(tags.length > 0 && { TagSpecifications: [{ ResourceType: 'snapshot', Tags: tags }] }),
      }),
    );
  await expect(keep([])).rejects.toMatchObject(DENIED);
  const { Snapshots } = await keep(TAGS);
  const SnapshotId = Snapshots?.[0]?.SnapshotId;
  const Attribute = 'createVolumePermission' as const;
  const share = (more: object) =>
    ec2.send(
      new ModifySnapshotAttributeCommand({
        ...{ SnapshotId, Attribute, OperationType: 'add', ...more },
      }),
    );
  await share({ UserIds: [forensic] });
  await expect(share({ UserIds: [organization.securityAccountId] })).rejects.toMatchObject(DENIED);
  await expect(share({ UserIds: [forensic, '999999999999'] })).rejects.toMatchObject(DENIED);
  await expect(share({ UserIds: [forensic], GroupNames: ['all'] })).rejects.toMatchObject(DENIED);
  await expect(share({ GroupNames: ['all'] })).rejects.toMatchObject(DENIED);
  const { CreateVolumePermissions } = await new EC2Client(as(member)).send(
    new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute }),
  );
  expect(CreateVolumePermissions).toEqual([{ UserId: forensic }]);
});
