import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, type Template } from '../../services/cli/local/template';
import { stepCalls } from '../../shared/domain/step';
import type { Technique } from '../../shared/domain/technique';
import { allTechniques } from '../../shared/tampering/catalogue';
import { exampleBaselines } from '../builders/example-baselines';
import { allowedActions } from './allowed-actions';
import { permissionOfCall } from './iam-names';
import { readTemplate } from './read-template';
import { resourcePolicyStatements, roleStatements, unconditional } from './statements';

const member = readTemplate(join(ROOT, 'services/member/template.yml'));
const undo = readTemplate(join(ROOT, 'services/member/undo.yml'));
let central: Template;

beforeAll(async () => {
  central = (await packageService()).template;
});

test('the responder may take signals, remember, seal, and become a guard, and nothing else', () => {
  expect(allowedActions(central, 'trailwarden-responder')).toEqual([
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'kms:GenerateMac',
    'kms:GetPublicKey',
    'kms:Sign',
    'kms:VerifyMac',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    // Only where a unit has a mode of BucketGuard of its own.
    'organizations:DescribeAccount',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
    'sts:AssumeRole',
  ]);
});

test('the boundary of the responder equals its permissions', () => {
  const { Statement } = property<{
    readonly Statement: readonly { readonly Action: readonly string[] }[];
  }>(central, 'ResponderBoundary', 'PolicyDocument');
  expect(
    Statement.map(unconditional)
      .flatMap(({ Action }) => unconditional(Action))
      .sort(),
  ).toEqual(allowedActions(central, 'trailwarden-responder'));
});

test('an operator may read incidents and ask for checks, and writes nothing to the table', () => {
  expect(allowedActions(central, 'trailwarden-operator')).toEqual([
    'account:GetAlternateContact',
    'dynamodb:Query',
    'identitystore:DescribeUser',
    'identitystore:GetUserId',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'kms:GetPublicKey',
    'kms:VerifyMac',
    'organizations:DescribeAccount',
    'organizations:DescribeOrganization',
    'organizations:ListAccounts',
    'organizations:ListTagsForResource',
    's3:GetObject',
    'sqs:GetQueueAttributes',
    'sqs:SendMessage',
    'sts:AssumeRole',
  ]);
});

test('the guard may make no call of an attacker, unless the call is also a step of a runbook', () => {
  // CloudTrail wants this one of a caller that deregisters its administrator.
  const asked = 'organizations:DeregisterDelegatedAdministrator';
  const steps = new Set([...stepCalls.map(permissionOfCall), asked]);
  const drilled = allTechniques.flatMap((technique: Technique) =>
    exampleBaselines[technique.subject].flatMap(({ subject }) => technique.drill(subject)),
  );
  const harmful = drilled
    .map(({ call }) => permissionOfCall(call))
    .filter((call) => !steps.has(call));
  expect(harmful.length).toBeGreaterThan(10);
  expect(allowedActions(member, 'trailwarden-guard').filter((a) => harmful.includes(a))).toEqual(
    [],
  );
});

test('the reader may read what the guard may read and Event history, and write nothing', () => {
  const reads = allowedActions(member, 'trailwarden-guard').filter((action) =>
    /:(Describe|Get|List)/.test(action),
  );
  const who = [
    'cloudtrail:LookupEvents',
    'iam:ListAccessKeys',
    'iam:ListRoleTags',
    'iam:ListUserTags',
  ];
  expect(allowedActions(member, 'trailwarden-reader')).toEqual(
    [...reads, ...who].filter((action) => action !== 'organizations:DescribeOrganization').sort(),
  );
});

test('the forwarder may send to the central bus, and nowhere else', () => {
  expect(roleStatements(member, 'ForwarderRole')).toEqual([
    { Effect: 'Allow', Action: 'events:PutEvents', Resource: { Ref: 'CentralBusArn' } },
  ]);
});

test('only actions without resource-level permissions are allowed on every resource', () => {
  const everywhere = [
    ...['ResponderRole', 'SweeperRole', 'OperatorRole'].flatMap((role) =>
      roleStatements(central, role),
    ),
    ...['GuardRole', 'SpareRole', 'ReaderRole', 'ForwarderRole'].flatMap((role) =>
      roleStatements(member, role),
    ),
  ].filter(({ Resource }) => Resource === '*');
  expect([...new Set(everywhere.flatMap(({ Action }) => Action))].sort()).toEqual([
    'account:GetAlternateContact',
    'cloudtrail:DeregisterOrganizationDelegatedAdmin',
    'cloudtrail:DescribeTrails',
    'cloudtrail:LookupEvents',
    'cloudtrail:RegisterOrganizationDelegatedAdmin',
    'events:PutPermission',
    'logs:DescribeLogGroups',
    'organizations:CreatePolicy',
    'organizations:DeregisterDelegatedAdministrator',
    'organizations:DescribeAccount',
    'organizations:DescribeOrganization',
    'organizations:DescribePolicy',
    'organizations:EnableAWSServiceAccess',
    'organizations:ListAWSServiceAccessForOrganization',
    'organizations:ListAccounts',
    'organizations:ListDelegatedAdministrators',
    'organizations:ListPolicies',
    'organizations:ListRoots',
    'organizations:ListTagsForResource',
    'organizations:ListTargetsForPolicy',
    'organizations:RegisterDelegatedAdministrator',
    's3:GetAccountPublicAccessBlock',
    's3:ListAllMyBuckets',
    's3:PutAccountPublicAccessBlock',
    'sns:GetSubscriptionAttributes',
  ]);
});

test('no role is given a wildcard of actions', () => {
  const roles = ['GuardRole', 'SpareRole', 'ReaderRole', 'ForwarderRole'];
  const actions = [
    ...['ResponderRole', 'SweeperRole', 'OperatorRole'].flatMap((role) =>
      allowedActions(central, role),
    ),
    ...roles.flatMap((role) => allowedActions(member, role)),
    ...allowedActions(undo, 'UndoRole'),
  ];
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

test('other accounts are entered only within the organization', () => {
  const assume = ['ResponderRole', 'SweeperRole', 'OperatorRole'].flatMap((role) =>
    roleStatements(central, role).filter(({ Action }) => Action === 'sts:AssumeRole'),
  );
  expect(assume).toHaveLength(4);
  for (const { Condition } of assume) {
    expect(Condition).toEqual({ StringEquals: { 'aws:ResourceOrgID': { Ref: 'OrganizationId' } } });
  }
});

test('no statement allows every principal without a condition', () => {
  const open = [...resourcePolicyStatements(central), ...resourcePolicyStatements(member)].filter(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' && JSON.stringify(Principal ?? '').includes('"*"') && !Condition,
  );
  expect(open).toEqual([]);
});

test('every role of a member trusts one caller of its own account or organization', () => {
  const roles = { ...member.Resources, ...undo.Resources };
  for (const role of ['GuardRole', 'SpareRole', 'ReaderRole', 'UndoRole']) {
    expect(roles[role]?.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Condition: {
            ArnEquals: { 'aws:PrincipalArn': expect.anything() },
            StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } },
          },
        },
      ],
    });
  }
  expect(member.Resources.ForwarderRole?.Properties.AssumeRolePolicyDocument).toMatchObject({
    Statement: [
      { Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } },
    ],
  });
});
