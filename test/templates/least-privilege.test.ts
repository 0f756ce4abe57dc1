import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import type { Template } from '../../services/cli/local/template';
import { allowedActions } from './allowed-actions';
import { readTemplate } from './read-template';
import { resourcePolicyStatements, roleStatements } from './statements';

const member = readTemplate(join(ROOT, 'services/member/template.yml'));
let central: Template;

beforeAll(async () => {
  central = (await packageService()).template;
}, 90_000);

test('the responder may take signals, remember, and become a guard, and nothing else', () => {
  expect(allowedActions(central, 'trailwarden-responder')).toEqual([
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
    'sts:AssumeRole',
  ]);
});

test('an operator may read incidents and ask for checks, and writes nothing to the table', () => {
  expect(allowedActions(central, 'trailwarden-operator')).toEqual([
    'dynamodb:Query',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'organizations:DescribeOrganization',
    'organizations:ListAccounts',
    'sqs:SendMessage',
    'sts:AssumeRole',
  ]);
});

test('the guard may put a trail back and look at trails, and nothing else', () => {
  expect(allowedActions(member, 'trailwarden-guard')).toEqual([
    'cloudtrail:AddTags',
    'cloudtrail:CreateTrail',
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:PutInsightSelectors',
    'cloudtrail:StartLogging',
    'cloudtrail:UpdateTrail',
    'iam:PassRole',
    'organizations:DescribeOrganization',
    'organizations:ListAWSServiceAccessForOrganization',
  ]);
});

test('the reader may look at trails, and nothing else', () => {
  expect(allowedActions(member, 'trailwarden-reader')).toEqual([
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
  ]);
});

test('the forwarder may send to the central bus, and nowhere else', () => {
  expect(roleStatements(member, 'ForwarderRole')).toEqual([
    { Effect: 'Allow', Action: 'events:PutEvents', Resource: { Ref: 'CentralBusArn' } },
  ]);
});

test('only actions without resource-level permissions are allowed on every resource', () => {
  const everywhere = [
    ...['ResponderRole', 'OperatorRole'].flatMap((role) => roleStatements(central, role)),
    ...['GuardRole', 'ReaderRole', 'ForwarderRole'].flatMap((role) => roleStatements(member, role)),
  ].filter(({ Resource }) => Resource === '*');
  expect(everywhere.flatMap(({ Action }) => Action)).toEqual([
    'organizations:DescribeOrganization',
    'organizations:ListAccounts',
    'cloudtrail:DescribeTrails',
    'organizations:DescribeOrganization',
    'organizations:ListAWSServiceAccessForOrganization',
    'cloudtrail:DescribeTrails',
  ]);
});

test('no role is given a wildcard of actions', () => {
  const roles = ['GuardRole', 'ReaderRole', 'ForwarderRole'];
  const actions = [
    ...['ResponderRole', 'OperatorRole'].flatMap((role) => allowedActions(central, role)),
    ...roles.flatMap((role) => allowedActions(member, role)),
  ];
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

test('other accounts are entered only within the organization', () => {
  const assume = ['ResponderRole', 'OperatorRole'].flatMap((role) =>
    roleStatements(central, role).filter(({ Action }) => Action === 'sts:AssumeRole'),
  );
  expect(assume).toHaveLength(2);
  for (const { Condition } of assume) {
    expect(Condition).toEqual({ StringEquals: { 'aws:ResourceOrgID': { Ref: 'OrganizationId' } } });
  }
});

test('nobody is allowed anything for being just anybody', () => {
  const open = [...resourcePolicyStatements(central), ...resourcePolicyStatements(member)].filter(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' && JSON.stringify(Principal).includes('"*"') && !Condition,
  );
  expect(open).toEqual([]);
});

test('every role of a member trusts one caller of its own account or organization', () => {
  for (const role of ['GuardRole', 'ReaderRole']) {
    expect(member.Resources[role]?.Properties.AssumeRolePolicyDocument).toMatchObject({
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
