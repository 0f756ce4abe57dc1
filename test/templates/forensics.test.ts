import { join } from 'node:path';
import {
  AttachVolumeCommand,
  CopySnapshotCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DeleteVolumeCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
  ModifySnapshotAttributeCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  GetObjectCommand,
  GetObjectRetentionCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deployForensics, type Forensics } from '../../services/cli/local/deploy-forensics';
import { ROOT } from '../../services/cli/local/package-service';
import { property, resourcesOfType, type Template } from '../../services/cli/local/template';
import {
  createLocalOrganization,
  hooks,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../services/sandbox';
import { allowedActions } from './allowed-actions';
import { rolesOf } from './instance-login-calls';
import { readTemplate } from './read-template';
import { roleStatements } from './statements';
import { withoutConditions } from './without-conditions';

const REGION = 'us-east-1';
const forensics = readTemplate(join(ROOT, 'services/forensics/template.yml'));
let sandbox: Sandbox;
let organization: LocalOrganization;
let deployed: Forensics;

beforeAll(async () => {
  sandbox = await startSandbox();
  organization = createLocalOrganization(sandbox, { accounts: 2 });
  deployed = await deployForensics(sandbox, organization);
});
afterAll(() => sandbox.close());

/** A client's settings: of an account's administrator, or of one of its roles. */
const as = (accountId: string, role?: string) => ({
  ...{ endpoint: sandbox.endpoint, region: REGION, maxAttempts: 1 },
  credentials: sandbox.credentials(accountId, role),
});

/** What AWS demands beside the calls: for a version, to hear that an object is missing, for tags, the profile, the key. */
const BESIDE = [
  'ec2:CreateTags',
  'iam:PassRole',
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  's3:GetObjectVersion',
  's3:ListBucket',
];

test('its role may do what the playbook does in this account, and nothing else', () => {
  expect(allowedActions(forensics, 'ForensicsRole')).toEqual(
    [...rolesOf.forensics, ...BESIDE].sort(),
  );
  const trust = JSON.stringify(property(forensics, 'ForensicsRole', 'AssumeRolePolicyDocument'));
  expect(trust).toContain('role/trailwarden-instance-login');
  expect(trust).toContain('"aws:PrincipalOrgID":{"Ref":"OrganizationId"}');
});

test('an examiner takes commands and may do nothing else, with packages one read more', () => {
  const all = allowedActions(forensics, 'ExaminerRole');
  expect(all.filter((one) => !/^(ec2messages|ssmmessages):/.test(one))).toEqual([
    's3:GetObject',
    'ssm:UpdateInstanceInformation',
  ]);
  const off = withoutConditions(forensics, new Set(['HasPackages'])) as Template;
  expect(allowedActions(off, 'ExaminerRole')).not.toContain('s3:GetObject');
  const policy = property(off, 'S3Endpoint', 'PolicyDocument') as { readonly Statement: object[] };
  const reads = policy.Statement.filter((one) => JSON.stringify(one).includes('GetObject'));
  expect(reads).toEqual([
    expect.objectContaining({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's
      Resource: { 'Fn::Sub': '${EvidenceBucket.Arn}/instances/*/memory*' },
    }),
  ]);
});

test('only reads are not narrowed', () => {
  const wide = roleStatements(forensics, 'ForensicsRole').filter(
    ({ Resource }) => Resource === '*',
  );
  const actions = wide.flatMap(({ Action }) => Action);
  expect(actions.filter((one) => !/:(Describe|Get)/.test(one))).toEqual([]);
});

test('the network has no way out but its endpoints', async () => {
  const ways = /InternetGateway|NatGateway|VPCPeering|TransitGateway|VPNGateway|AWS::EC2::Route$/;
  const types = Object.values(forensics.Resources).map(({ Type }) => Type);
  expect(types.filter((type) => ways.test(type))).toEqual([]);
  const services = resourcesOfType(forensics, 'AWS::EC2::VPCEndpoint').map(([, { Properties }]) =>
    String((Properties.ServiceName as { 'Fn::Sub': string })['Fn::Sub'])
      .split('.')
      .at(-1),
  );
  expect(services.sort()).toEqual(['ec2messages', 'kms', 's3', 'ssm', 'ssmmessages']);
  const ec2 = new EC2Client(as(deployed.accountId));
  const GroupIds = [String(deployed.settings.TRAILWARDEN_EXAMINER_GROUP)];
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
  expect(SecurityGroups?.[0]?.IpPermissions).toEqual([]);
  const out = SecurityGroups?.[0]?.IpPermissionsEgress ?? [];
  expect(out.flatMap(({ IpRanges = [] }) => IpRanges)).toEqual([]);
  expect(out.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual(out.map(() => [443, 443]));
});

const TAGS = [{ Key: 'trailwarden:incident', Value: 'inc-1' }];
const DENIED = { name: 'UnauthorizedOperation' };

test('evidence is written by the role alone, is locked, and is encrypted by the key', async () => {
  const { accountId, settings } = deployed;
  const Bucket = String(settings.TRAILWARDEN_FORENSIC_BUCKET);
  const s3 = (role?: string) => new S3Client({ ...as(accountId, role), forcePathStyle: true });
  const Key = 'instances/inc-1/manifest.json';
  const put = new PutObjectCommand({ Bucket, Key, Body: '{}', IfNoneMatch: '*' });
  await expect(s3().send(put)).rejects.toMatchObject({ name: 'AccessDenied' });
  await s3('trailwarden-forensics').send(put);
  const object = await s3('trailwarden-forensics').send(new GetObjectCommand({ Bucket, Key }));
  expect(object.SSEKMSKeyId).toBe(settings.TRAILWARDEN_FORENSIC_KEY);
  const lock = new GetObjectRetentionCommand({ Bucket, Key });
  const { Retention } = await s3('trailwarden-forensics').send(lock);
  expect(Retention?.Mode).toBe('GOVERNANCE');
  const missing = new GetObjectCommand({ Bucket, Key: 'instances/inc-1/none' });
  await expect(s3('trailwarden-forensics').send(missing)).rejects.toMatchObject({
    name: 'NoSuchKey',
  });
});

test('a shared disk is copied and examined in the closed network, and both end', async () => {
  const { accountId, settings } = deployed;
  const [member = ''] = organization.memberAccountIds;
  const owner = new EC2Client(as(member));
  hooks.ec2.startInstance(sandbox.world, { accountId: member, region: REGION });
  const { Volumes } = await owner.send(new DescribeVolumesCommand({}));
  const { SnapshotId: source } = await owner.send(
    new CreateSnapshotCommand({ VolumeId: Volumes?.[0]?.VolumeId }),
  );
  await owner.send(
    new ModifySnapshotAttributeCommand({
      ...{ SnapshotId: source, Attribute: 'createVolumePermission', OperationType: 'add' },
      UserIds: [accountId],
    }),
  );
  const ec2 = new EC2Client(as(accountId, 'trailwarden-forensics'));
  const tagged = (ResourceType: 'instance' | 'snapshot' | 'volume') => ({
    TagSpecifications: [{ ResourceType, Tags: TAGS }],
  });
  const { SnapshotId } = await ec2.send(
    new CopySnapshotCommand({
      ...{ SourceRegion: REGION, SourceSnapshotId: source, Encrypted: true },
      ...{ KmsKeyId: settings.TRAILWARDEN_FORENSIC_KEY, ...tagged('snapshot') },
    }),
  );
  const { VolumeId } = await ec2.send(
    new CreateVolumeCommand({ SnapshotId, AvailabilityZone: 'us-east-1a', ...tagged('volume') }),
  );
  const run = (more: object) =>
    ec2.send(
      new RunInstancesCommand({
        ...{
          ImageId: 'ami-0123456789abcdef0',
          InstanceType: 'm6i.large',
          MinCount: 1,
          MaxCount: 1,
        },
        SubnetId: settings.TRAILWARDEN_EXAMINER_SUBNET,
        SecurityGroupIds: [String(settings.TRAILWARDEN_EXAMINER_GROUP)],
        IamInstanceProfile: { Name: settings.TRAILWARDEN_EXAMINER_PROFILE },
        ...tagged('instance'),
        ...more,
      }),
    );
  const other = hooks.ec2.startInstance(sandbox.world, { accountId, region: REGION });
  await expect(run({ SubnetId: undefined, SecurityGroupIds: undefined })).rejects.toMatchObject(
    DENIED,
  );
  const room = {
    ...{ VolumeSize: 16, VolumeType: 'gp3', Encrypted: true, DeleteOnTermination: true },
    KmsKeyId: settings.TRAILWARDEN_FORENSIC_KEY,
  };
  const { Instances: second } = await run({
    BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: room }],
  });
  const { Instances } = await run({});
  const InstanceId = Instances?.[0]?.InstanceId;
  await ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: '/dev/sdf' }));
  const end = (id = '') => ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  await expect(end(other.id)).rejects.toMatchObject(DENIED);
  await end(InstanceId);
  await end(second?.[0]?.InstanceId);
  sandbox.world.clock.advance(120_000);
  await ec2.send(new DeleteVolumeCommand({ VolumeId }));
  const Filters = [{ Name: 'tag:trailwarden:incident', Values: ['inc-1'] }];
  const left = await ec2.send(new DescribeVolumesCommand({ Filters }));
  expect(left.Volumes).toEqual([]);
  const all = (await ec2.send(new DescribeVolumesCommand({}))).Volumes ?? [];
  expect(all.filter(({ Size }) => Size === 16)).toEqual([]);
});

test('the two documents that examine are there, and no other may be sent', async () => {
  const names = resourcesOfType(forensics, 'AWS::SSM::Document').map(([name]) => name);
  const sends = roleStatements(forensics, 'ForensicsRole').filter(({ Action }) =>
    [Action].flat().includes('ssm:SendCommand'),
  );
  const documents = sends.flatMap(({ Resource }) =>
    [...JSON.stringify(Resource).matchAll(/document\/\$\{(\w+)\}"/g)].map(([, name]) => name),
  );
  expect(documents).toEqual(names);
  const ssm = new SSMClient(as(deployed.accountId));
  for (const Name of ['trailwarden-examine', 'trailwarden-examine-memory']) {
    const { Content } = await ssm.send(new GetDocumentCommand({ Name }));
    expect(Content).toContain('run_tools');
  }
});
