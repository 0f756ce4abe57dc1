import {
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

const RoleName = 'conformance';
const PolicyName = 'steps';

const trust = ({ management }: Place) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${management.id}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  });
const steps = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'cloudtrail:StartLogging', Resource: '*' }],
});
const boundary = ({ member }: Place): string => `arn:aws:iam::${member.id}:policy/boundary`;

type Ask = (iam: Clients['iam'], place: Place) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ iam }, place) => ask(iam, place),
});

const role = [
  step('CreateRole', (on, place) =>
    on.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(place) })),
  ),
  step('CreateRole with a taken name', (on, place) =>
    on.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(place) })),
  ),
  step('GetRole', (on) => on.send(new GetRoleCommand({ RoleName }))),
  step('GetRole of a role that does not exist', (on) =>
    on.send(new GetRoleCommand({ RoleName: 'no-such-role' })),
  ),
  step('UpdateAssumeRolePolicy', (on, place) =>
    on.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust(place) })),
  ),
  step('UpdateAssumeRolePolicy that is no JSON', (on) =>
    on.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: 'no policy' })),
  ),
];

const inline = [
  step('PutRolePolicy', (on) =>
    on.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: steps })),
  ),
  step('GetRolePolicy', (on) => on.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
  step('ListRolePolicies', (on) => on.send(new ListRolePoliciesCommand({ RoleName }))),
  step('ListAttachedRolePolicies', (on) =>
    on.send(new ListAttachedRolePoliciesCommand({ RoleName })),
  ),
  step('DeleteRole that has a policy', (on) => on.send(new DeleteRoleCommand({ RoleName }))),
  step('DeleteRolePolicy', (on) => on.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }))),
  step('DeleteRolePolicy that does not exist', (on) =>
    on.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
  ),
  step('GetRolePolicy that does not exist', (on) =>
    on.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
  ),
];

const bounded = [
  step('CreatePolicy of IAM', (on) =>
    on.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument: steps })),
  ),
  step('PutRolePermissionsBoundary', (on, place) =>
    on.send(
      new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: boundary(place) }),
    ),
  ),
  step('GetRole with a boundary', (on) => on.send(new GetRoleCommand({ RoleName }))),
  step('DeleteRolePermissionsBoundary', (on) =>
    on.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })),
  ),
  step('DeleteRole', (on) => on.send(new DeleteRoleCommand({ RoleName }))),
  step('DeleteRole that does not exist', (on) => on.send(new DeleteRoleCommand({ RoleName }))),
];

export const iamCalls: readonly Call[] = as('member', ...role, ...inline, ...bounded);
