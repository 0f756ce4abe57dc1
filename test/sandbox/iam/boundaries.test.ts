import { DescribeTrailsCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deployStack } from '../../../services/sandbox/cloudformation/deploy-stack';
import { payments } from '../core/organization-under-test';
import { type IamUnderTest, iamUnderTest, statement, trustsManagement } from './iam-under-test';

let under: IamUnderTest;
beforeAll(async () => {
  under = await iamUnderTest();
});
afterAll(() => under.sandbox.close());

const policyArn = (name: string) => `arn:aws:iam::${payments}:policy/${name}`;
const newPolicy = (PolicyName: string, PolicyDocument: string) =>
  under.iam().send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
const trails = (role: string) => under.cloudtrail(under.sandbox.credentials(payments, role));

test('a boundary does not allow a call by itself, limits other policies, and its deny wins', async () => {
  const iam = under.iam();
  await newPolicy('reads-only', statement('Allow', 'cloudtrail:Describe*'));
  const boundary = policyArn('reads-only');
  const RoleName = 'bounded';
  const AssumeRolePolicyDocument = trustsManagement;
  await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, PermissionsBoundary: boundary }),
  );
  const stop = () => trails(RoleName).send(new StopLoggingCommand({ Name: 'main' }));
  const describe = () => trails(RoleName).send(new DescribeTrailsCommand({}));
  await expect(describe()).rejects.toThrow(/because no identity-based policy allows/);
  const everything = { PolicyName: 'all', PolicyDocument: statement('Allow', '*') };
  await iam.send(new PutRolePolicyCommand({ RoleName, ...everything }));
  expect((await describe()).trailList).not.toHaveLength(0);
  await expect(stop()).rejects.toThrow(
    'because no permissions boundary allows the cloudtrail:StopLogging action',
  );
  const deny = 'arn:aws:iam::aws:policy/AWSDenyAll';
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: deny }));
  await expect(describe()).rejects.toThrow('with an explicit deny in a permissions boundary');
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(deny);
  expect(under.recordOf('PutRolePermissionsBoundary')?.requestParameters).toEqual({
    roleName: RoleName,
    permissionsBoundary: deny,
  });
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
  await expect(stop()).resolves.toMatchObject({});
});

test('the condition key can require a boundary on a new role, which cannot be removed', async () => {
  const iam = under.iam();
  await newPolicy('limit', statement('Allow', '*'));
  const bounded = { StringEquals: { 'iam:PermissionsBoundary': policyArn('limit') } };
  const role = { AssumeRolePolicyDocument: trustsManagement };
  await iam.send(new CreateRoleCommand({ RoleName: 'delegate', ...role }));
  const document = JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Action: ['iam:CreateRole', 'iam:PutRolePolicy'],
        Resource: '*',
        Condition: bounded,
      },
      { Effect: 'Allow', Action: 'iam:DeleteRolePermissionsBoundary', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'iam:DeleteRolePermissionsBoundary',
        Resource: '*',
        Condition: bounded,
      },
    ],
  });
  const inline = { PolicyName: 'delegation', PolicyDocument: document };
  await iam.send(new PutRolePolicyCommand({ RoleName: 'delegate', ...inline }));
  const delegate = under.iam(payments, 'delegate');
  const make = (RoleName: string, more: object) =>
    delegate.send(new CreateRoleCommand({ RoleName, ...role, ...more }));
  await expect(make('free', {})).rejects.toMatchObject({ name: 'AccessDenied' });
  await make('tied', { PermissionsBoundary: policyArn('limit') });
  await delegate.send(new PutRolePolicyCommand({ RoleName: 'tied', ...inline }));
  const into = new PutRolePolicyCommand({ RoleName: 'Developer', ...inline });
  await expect(delegate.send(into)).rejects.toMatchObject({ name: 'AccessDenied' });
  const shed = new DeleteRolePermissionsBoundaryCommand({ RoleName: 'tied' });
  await expect(delegate.send(shed)).rejects.toThrow('with an explicit deny in an identity-based');
});

test('a policy has the text of its default version, and keeps five versions', async () => {
  const iam = under.iam();
  const PolicyArn = policyArn('versions');
  await newPolicy('versions', statement('Allow', 'cloudtrail:*'));
  const PolicyDocument = statement('Deny', 'cloudtrail:*');
  const add = (SetAsDefault: boolean) =>
    iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault }));
  await add(true);
  expect(under.recordOf('CreatePolicyVersion')).toMatchObject({
    requestParameters: { policyArn: PolicyArn, policyDocument: PolicyDocument, setAsDefault: true },
    responseElements: { policyVersion: { versionId: 'v2', isDefaultVersion: true } },
  });
  for (let version = 3; version <= 5; version += 1) await add(false);
  await expect(add(false)).rejects.toMatchObject({ name: 'LimitExceededException' });
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  expect(Policy).toMatchObject({ DefaultVersionId: 'v2', AttachmentCount: 0 });
  const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  expect(decodeURIComponent(read.PolicyVersion?.Document ?? '')).toBe(PolicyDocument);
  await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
  const remove = (VersionId: string) =>
    iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  await expect(remove('v1')).rejects.toThrow('Cannot delete the default version of a policy.');
  await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
    name: 'DeleteConflictException',
  });
  for (let version = 2; version <= 5; version += 1) await remove(`v${version}`);
  const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v1']);
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
  await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toThrow(
    `Policy ${PolicyArn} was not found.`,
  );
});

test('a template gives its role a boundary and a managed policy of its own', async () => {
  const document = (Action: string) => ({
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });
  await deployStack(under.sandbox, {
    accountId: payments,
    region: 'us-east-1',
    stackName: 'bounded',
    template: {
      Resources: {
        Boundary: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: {
            ManagedPolicyName: 'stack-boundary',
            PolicyDocument: document('cloudtrail:Describe*'),
          },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'stack-role',
            AssumeRolePolicyDocument: JSON.parse(trustsManagement),
            PermissionsBoundary: { Ref: 'Boundary' },
            Policies: [{ PolicyName: 'all', PolicyDocument: document('*') }],
          },
        },
      },
    },
  });
  const PolicyArn = policyArn('stack-boundary');
  await expect(under.iam().send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
    name: 'DeleteConflictException',
  });
  await expect(trails('stack-role').send(new StopLoggingCommand({ Name: 'main' }))).rejects.toThrow(
    'no permissions boundary allows',
  );
});
