import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteServiceLinkedRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListUserTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { payments } from '../core/organization-under-test';
import { type IamUnderTest, iamUnderTest, statement, trustsManagement } from './iam-under-test';

let under: IamUnderTest;
beforeAll(async () => {
  under = await iamUnderTest();
});
afterAll(() => under.sandbox.close());

const deny = 'arn:aws:iam::aws:policy/AWSDenyAll';
const create = (RoleName: string, more: object = {}) =>
  under
    .iam()
    .send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustsManagement, ...more }));

test('a role is returned as it was made, with a percent-encoded trust policy, and the record has both', async () => {
  const made = await create('guard', {
    Path: '/guards/',
    Description: 'puts trails back',
    MaxSessionDuration: 7200,
    Tags: [{ Key: 'owner', Value: 'security' }],
  });
  const { Role } = await under.iam().send(new GetRoleCommand({ RoleName: 'guard' }));
  expect(Role).toMatchObject({
    Path: '/guards/',
    RoleName: 'guard',
    RoleId: expect.stringMatching(/^AROA/),
    Arn: `arn:aws:iam::${payments}:role/guards/guard`,
    Description: 'puts trails back',
    MaxSessionDuration: 7200,
    Tags: [{ Key: 'owner', Value: 'security' }],
  });
  expect(Role?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22%3A/);
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trustsManagement);
  expect(under.recordOf('CreateRole')).toMatchObject({
    awsRegion: 'us-east-1',
    readOnly: false,
    requestParameters: {
      roleName: 'guard',
      path: '/guards/',
      assumeRolePolicyDocument: trustsManagement,
      maxSessionDuration: 7200,
      tags: [{ key: 'owner', value: 'security' }],
    },
    responseElements: {
      role: {
        roleId: made.Role?.RoleId,
        assumeRolePolicyDocument: Role?.AssumeRolePolicyDocument,
        createDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    },
  });
});

test('inline and attached policies can be listed, read, replaced and removed', async () => {
  await create('worker');
  const RoleName = 'worker';
  const iam = under.iam();
  const PolicyDocument = statement('Allow', 'cloudtrail:StartLogging');
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'steps', PolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: deny }));
  const names = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  expect(names).toMatchObject({ PolicyNames: ['steps'], IsTruncated: false });
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'AWSDenyAll', PolicyArn: deny }]);
  const read = new GetRolePolicyCommand({ RoleName, PolicyName: 'steps' });
  expect(decodeURIComponent((await iam.send(read)).PolicyDocument ?? '')).toBe(PolicyDocument);
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must detach all policies first.',
  });
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: deny }));
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete policies first.',
  });
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'steps' }));
  expect(under.recordOf('DeleteRolePolicy')).toMatchObject({
    requestParameters: { roleName: 'worker', policyName: 'steps' },
    responseElements: null,
  });
  await iam.send(new DeleteRoleCommand({ RoleName }));
  await expect(iam.send(read)).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The role with name worker cannot be found.',
  });
});

test('trust, description, session length and tags are changed one by one', async () => {
  await create('changing');
  const RoleName = 'changing';
  const iam = under.iam();
  const PolicyDocument = trustsManagement.replace('111122223333', '222233334444');
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  await iam.send(new UpdateRoleCommand({ RoleName, Description: 'new', MaxSessionDuration: 3600 }));
  const Tags = ['a', 'b'].map((Key) => ({ Key, Value: '1' }));
  await iam.send(new TagRoleCommand({ RoleName, Tags }));
  await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(PolicyDocument);
  expect(Role).toMatchObject({ Description: 'new', MaxSessionDuration: 3600 });
  const left = await iam.send(new ListRoleTagsCommand({ RoleName }));
  expect(left.Tags).toEqual([{ Key: 'b', Value: '1' }]);
  const first = await iam.send(new ListRolesCommand({ MaxItems: 1 }));
  expect(first).toMatchObject({ IsTruncated: true, Roles: [{ RoleName: 'changing' }] });
  const second = await iam.send(new ListRolesCommand({ MaxItems: 1, Marker: first.Marker }));
  expect(second.Roles).toHaveLength(1);
  expect(second.Roles?.[0]?.RoleName).not.toBe('changing');
});

test.each([
  ['EntityAlreadyExistsException', () => create('Developer', { Path: '/other/' })],
  ['MalformedPolicyDocumentException', () => create('x', { AssumeRolePolicyDocument: '{' })],
  ['NoSuchEntityException', () => create('y', { PermissionsBoundary: `${deny}s` })],
  ['ValidationError', () => create('not a name')],
])('%s is refused as IAM refuses it', async (name, attempt) => {
  await expect(attempt()).rejects.toMatchObject({ name });
});

test('a denied change gives the reason, and its record has no parameters', async () => {
  await create('powerless', { AssumeRolePolicyDocument: trustsManagement });
  const attempt = under
    .iam(payments, 'powerless')
    .send(new DeleteRoleCommand({ RoleName: 'Developer' }));
  await expect(attempt).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringMatching(/because no identity-based policy allows the iam:DeleteRole/),
  });
  expect(under.recordOf('DeleteRole')).toMatchObject({
    errorCode: 'AccessDenied',
    requestParameters: null,
  });
});

test('a service-linked role is made and removed by its own calls only', async () => {
  const iam = under.iam();
  const AWSServiceName = 'cloudtrail.amazonaws.com';
  await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName }));
  const RoleName = 'AWSServiceRoleForCloudTrail';
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: 'UnmodifiableEntityException',
  });
  await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName }));
  await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});

test('a user keeps tags and two keys, whose secrets are in no record', async () => {
  const iam = under.iam();
  const UserName = 'intruder';
  await iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: 'team', Value: 'none' }] }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  await iam.send(new CreateAccessKeyCommand({ UserName }));
  await expect(iam.send(new CreateAccessKeyCommand({ UserName }))).rejects.toMatchObject({
    name: 'LimitExceededException',
    message: 'Cannot exceed quota for AccessKeysPerUser: 2',
  });
  const { User } = await iam.send(new GetUserCommand({ UserName }));
  expect(User?.UserId).toMatch(/^AIDA/);
  const tags = await iam.send(new ListUserTagsCommand({ UserName }));
  expect(tags.Tags).toEqual([{ Key: 'team', Value: 'none' }]);
  const keys = await iam.send(new ListAccessKeysCommand({ UserName }));
  expect(keys.AccessKeyMetadata).toHaveLength(2);
  expect(AccessKey?.SecretAccessKey).toHaveLength(40);
  const records = JSON.stringify(under.sandbox.world.feed.entries);
  expect(records).not.toContain(AccessKey?.SecretAccessKey);
});
