import {
  AddTagsCommand,
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  ListTrailsCommand,
  RemoveTagsCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PolicyDocument } from '../../../services/sandbox/iam/policy-document';
import { createRole, putRolePolicy } from '../../../services/sandbox/iam/roles';
import { putAlias } from '../../../services/sandbox/kms/create-key';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeEach(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => organization.sandbox.close());

const main = `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`;
const as = (accountId: string, region?: string) =>
  organization.cloudtrail(organization.sandbox.credentials(accountId), region);

test('a new trail does not log until it is started', async () => {
  const created = await as(payments).send(
    new CreateTrailCommand({
      Name: 'second',
      S3BucketName: 'logs',
      TagsList: [{ Key: 'owner', Value: 'platform' }],
    }),
  );
  expect(created).toMatchObject({
    TrailARN: `arn:aws:cloudtrail:us-east-1:${payments}:trail/second`,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: false,
    LogFileValidationEnabled: false,
    IsOrganizationTrail: false,
  });
  const status = await as(payments).send(new GetTrailStatusCommand({ Name: 'second' }));
  expect(status.IsLogging).toBe(false);
  expect(status).not.toHaveProperty('StartLoggingTime');
});

test('a name that is taken in the Region is refused, copies from other Regions included', async () => {
  const again = new CreateTrailCommand({ Name: 'main', S3BucketName: 'logs' });
  for (const region of ['us-east-1', 'eu-west-1']) {
    await expect(as(payments, region).send(again)).rejects.toMatchObject({
      name: 'TrailAlreadyExistsException',
    });
  }
});

test('an account has five trails in a Region, the organization’s included', async () => {
  const client = as(payments);
  for (const Name of ['second', 'third', 'fourth']) {
    await client.send(new CreateTrailCommand({ Name, S3BucketName: 'logs' }));
  }
  await expect(
    client.send(new CreateTrailCommand({ Name: 'fifth', S3BucketName: 'logs' })),
  ).rejects.toMatchObject({
    name: 'MaximumNumberOfTrailsExceededException',
    message: `User: ${payments} already has 5 trails in us-east-1.`,
  });
});

test('an update changes given fields, removes empty ones and leaves the rest', async () => {
  const client = as(payments);
  const KmsKeyId = `arn:aws:kms:us-east-1:${payments}:key/11111111-2222-4333-8444-555555555555`;
  const elsewhere = { S3BucketName: 'elsewhere', S3KeyPrefix: 'logs' };
  await client.send(new UpdateTrailCommand({ Name: 'main', KmsKeyId, ...elsewhere }));
  const updated = await client.send(
    new UpdateTrailCommand({ Name: 'main', KmsKeyId: '', EnableLogFileValidation: false }),
  );
  expect(updated).toMatchObject({
    S3KeyPrefix: 'logs',
    LogFileValidationEnabled: false,
    IsMultiRegionTrail: true,
  });
  expect(updated).not.toHaveProperty('KmsKeyId');
});

test('a trail that leaves all Regions loses the global services, and gets them back when it returns', async () => {
  const client = as(payments);
  const single = await client.send(
    new UpdateTrailCommand({ Name: 'main', IsMultiRegionTrail: false }),
  );
  expect(single.IncludeGlobalServiceEvents).toBe(false);
  const multi = await client.send(
    new UpdateTrailCommand({ Name: 'main', IsMultiRegionTrail: true }),
  );
  expect(multi.IncludeGlobalServiceEvents).toBe(true);
});

test('a multi-Region trail must include global services', async () => {
  await expect(
    as(payments).send(new UpdateTrailCommand({ Name: 'main', IncludeGlobalServiceEvents: false })),
  ).rejects.toMatchObject({
    name: 'InvalidParameterCombinationException',
    message: 'Multi-Region trail must include global service events.',
  });
});

test('a deleted trail is gone and can be made again under the same ARN', async () => {
  const client = as(payments);
  await client.send(new DeleteTrailCommand({ Name: main }));
  await expect(client.send(new GetTrailCommand({ Name: main }))).rejects.toMatchObject({
    name: 'TrailNotFoundException',
  });
  const again = await client.send(new CreateTrailCommand({ Name: 'main', S3BucketName: 'logs' }));
  expect(again.TrailARN).toBe(main);
});

test('a trail is described with its home Region and without settings it does not have', async () => {
  const client = as(payments);
  await client.send(new CreateTrailCommand({ Name: 'plain', S3BucketName: 'logs' }));
  const { Trail } = await client.send(new GetTrailCommand({ Name: 'plain' }));
  expect(Trail).toEqual({
    Name: 'plain',
    S3BucketName: 'logs',
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: false,
    HomeRegion: 'us-east-1',
    TrailARN: main.replace('/main', '/plain'),
    LogFileValidationEnabled: false,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: false,
  });
});

test('shadow trails are described unless they are not wanted', async () => {
  const names = async (region: string, includeShadowTrails?: boolean) => {
    const command = new DescribeTrailsCommand({ includeShadowTrails });
    const { trailList } = await as(payments, region).send(command);
    return trailList?.map(({ Name }) => Name);
  };
  expect(await names('us-east-1')).toEqual(['main', 'organization']);
  expect(await names('eu-west-1')).toEqual(['main', 'organization']);
  expect(await names('us-east-1', false)).toEqual(['main']);
  expect(await names('eu-west-1', false)).toEqual([]);
});

test('a name that finds nothing is left out of a description', async () => {
  const arn = organization.local.organizationTrailArn;
  const { trailList } = await as(payments).send(
    new DescribeTrailsCommand({ trailNameList: ['nope', arn] }),
  );
  expect(trailList?.map(({ TrailARN }) => TrailARN)).toEqual([arn]);
});

test('trails of every Region are listed', async () => {
  const { Trails } = await as(payments, 'eu-west-1').send(new ListTrailsCommand({}));
  expect(Trails?.map(({ Name, HomeRegion }) => `${Name} ${HomeRegion}`)).toEqual([
    'main us-east-1',
    'organization us-east-1',
  ]);
});

test('an organization trail made by the delegated administrator belongs to management', async () => {
  const input = { Name: 'audit', S3BucketName: 'logs', IsOrganizationTrail: true };
  const created = await as(security).send(new CreateTrailCommand(input));
  expect(created.TrailARN).toBe(`arn:aws:cloudtrail:us-east-1:${management}:trail/audit`);
  await expect(as(payments).send(new CreateTrailCommand(input))).rejects.toMatchObject({
    name: 'NotOrganizationMasterAccountException',
  });
});

test('an organization trail asks its maker for the service-linked role of CloudTrail', async () => {
  const { world, credentials } = organization.sandbox;
  const accountId = management;
  const trustPolicy: PolicyDocument = {
    Statement: { Effect: 'Allow', Principal: { AWS: accountId }, Action: 'sts:AssumeRole' },
  };
  const role = createRole(world, { accountId, name: 'maker', trustPolicy });
  const allowed = [
    'cloudtrail:*',
    'organizations:DescribeOrganization',
    'organizations:ListAWSServiceAccessForOrganization',
    'iam:GetRole',
  ];
  const create = (Action: readonly string[]) => {
    putRolePolicy(role, 'make', { Statement: { Effect: 'Allow', Action, Resource: '*' } });
    const input = { Name: 'audit', S3BucketName: 'logs', IsOrganizationTrail: true };
    return organization
      .cloudtrail(credentials(accountId, 'maker'))
      .send(new CreateTrailCommand(input));
  };
  await expect(create(allowed)).rejects.toMatchObject({
    name: 'InsufficientDependencyServiceAccessPermissionException',
    message: expect.stringContaining('iam:CreateServiceLinkedRole'),
  });
  const created = await create([...allowed, 'iam:CreateServiceLinkedRole']);
  expect(created.IsOrganizationTrail).toBe(true);
});

test('a trail keeps the ARN of the key behind an alias', async () => {
  const { world } = organization.sandbox;
  const { keyArn = '' } = organization.local.archives[0] ?? {};
  const key = world.kms.keys.get(keyArn);
  if (!key) throw new Error('the log archive has no key');
  const { arn } = putAlias(world, 'alias/trails', key);
  const input = { Name: 'main', KmsKeyId: arn };
  const updated = await as(payments).send(new UpdateTrailCommand(input));
  expect(updated.KmsKeyId).toBe(keyArn);
  const { trailList } = await as(payments).send(
    new DescribeTrailsCommand({ trailNameList: ['main'] }),
  );
  expect(trailList?.[0]?.KmsKeyId).toBe(keyArn);
});

test('only the management account can make an organization trail an account trail, and then members see none', async () => {
  const Name = organization.local.organizationTrailArn;
  const demote = new UpdateTrailCommand({ Name, IsOrganizationTrail: false });
  await expect(as(security).send(demote)).rejects.toMatchObject({
    name: 'NotOrganizationMasterAccountException',
  });
  await as(management).send(demote);
  const { trailList } = await as(payments).send(new DescribeTrailsCommand({}));
  expect(trailList?.map((trail) => trail.Name)).toEqual(['main']);
});

test('tags can be added, listed and removed', async () => {
  const client = as(payments);
  const ResourceId = main;
  const TagsList = [
    { Key: 'owner', Value: 'platform' },
    { Key: 'tier', Value: '1' },
  ];
  await client.send(new AddTagsCommand({ ResourceId, TagsList }));
  await client.send(new RemoveTagsCommand({ ResourceId, TagsList: [{ Key: 'tier' }] }));
  const { ResourceTagList } = await client.send(new ListTagsCommand({ ResourceIdList: [main] }));
  expect(ResourceTagList).toEqual([
    {
      ResourceId,
      TagsList: [
        { Key: 'guarded-by', Value: 'trailwarden' },
        { Key: 'owner', Value: 'platform' },
      ],
    },
  ]);
});
