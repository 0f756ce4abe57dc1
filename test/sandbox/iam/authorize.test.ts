import { expect, test } from '@jest/globals';
import { createWorld } from '../../../services/sandbox/core/create-world';
import type { Principal } from '../../../services/sandbox/core/principal';
import type { World } from '../../../services/sandbox/core/service';
import { type AuthorizationRequest, authorize } from '../../../services/sandbox/iam/authorize';
import type { PolicyDocument } from '../../../services/sandbox/iam/policy-document';
import { createRole, deleteRole, putRolePolicy } from '../../../services/sandbox/iam/roles';
import { createLocalOrganization } from '../../../services/sandbox/local-organization';
import { attach, createPolicy } from '../../../services/sandbox/organizations/policies';
import { issueSession } from '../../../services/sandbox/sts/issue-session';

const account = '444455556666';
const queue = `arn:aws:sqs:us-east-1:${account}:signals`;
const foreignQueue = 'arn:aws:sqs:us-east-1:555566667777:signals';

const allow = (Action: string, Resource = '*'): PolicyDocument => ({
  Statement: { Effect: 'Allow', Action, Resource },
});
const deny = (Action: string): PolicyDocument => ({
  Statement: { Effect: 'Deny', Action, Resource: '*' },
});
const trust: PolicyDocument = {
  Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
};
const grant = (AWS: string): PolicyDocument => ({
  Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'sqs:SendMessage', Resource: '*' },
});

function worldWithRole(policy?: PolicyDocument) {
  const world = createWorld({ regions: ['us-east-1'], now: () => new Date() });
  createLocalOrganization({ world }, { accounts: 2 });
  const role = createRole(world, { accountId: account, name: 'worker', trustPolicy: trust });
  if (policy) putRolePolicy(role, 'inline', policy);
  return { world, role };
}

function decide(world: World, changes: Partial<AuthorizationRequest> & { principal: Principal }) {
  return authorize(world, { action: 'sqs:SendMessage', resources: [queue], ...changes });
}

function sessionOf(policy?: PolicyDocument, sessionPolicy?: PolicyDocument) {
  const { world, role } = worldWithRole(policy);
  const { principal } = issueSession(world, {
    role,
    sessionName: 'run',
    ...(sessionPolicy && { sessionPolicy: JSON.stringify(sessionPolicy) }),
  });
  return { world, principal, role };
}

test('a session without any policy is denied', () => {
  const { world, principal } = sessionOf();
  expect(decide(world, { principal })).toEqual({
    kind: 'denied',
    resource: queue,
    because: 'because no identity-based policy allows the sqs:SendMessage action',
  });
});

test.each([
  ['events:PutPermission', `arn:aws:events:us-east-1:${account}:event-bus/trailwarden`],
  ['SNS:GetSubscriptionAttributes', `arn:aws:sns:us-east-1:${account}:trail`],
])('%s has no resource, so only a statement for every resource allows it', (action, arn) => {
  const kindOf = (policy: PolicyDocument) => {
    const { world, principal } = sessionOf(policy);
    return decide(world, { principal, action, resources: [arn] }).kind;
  };
  expect(kindOf(allow(action, arn))).toBe('denied');
  expect(kindOf(allow(action))).toBe('allowed');
});

test('every resource of the call must be allowed', () => {
  const { world, principal } = sessionOf(allow('sqs:SendMessage', queue));
  expect(decide(world, { principal }).kind).toBe('allowed');
  const decision = decide(world, { principal, resources: [queue, foreignQueue] });
  expect(decision).toMatchObject({ kind: 'denied', resource: foreignQueue });
});

test('within an account a resource policy alone may allow a call', () => {
  const { world, principal, role } = sessionOf();
  const resourcePolicy = { ownerAccountId: account, document: grant(role.arn) };
  expect(decide(world, { principal, resourcePolicy }).kind).toBe('allowed');
});

test('a resource policy that names only the account does not allow a call alone', () => {
  const { world, principal } = sessionOf();
  const resourcePolicy = { ownerAccountId: account, document: grant(account) };
  expect(decide(world, { principal, resourcePolicy }).kind).toBe('denied');
});

test('across accounts both sides must allow', () => {
  const policy = allow('sqs:SendMessage');
  const document = grant(account);
  const abroad = { ownerAccountId: '555566667777' };
  const resources = [foreignQueue];
  const { world, principal } = sessionOf(policy);
  const both = decide(world, { principal, resources, resourcePolicy: { ...abroad, document } });
  expect(both.kind).toBe('allowed');
  expect(decide(world, { principal, resources, resourcePolicy: abroad })).toMatchObject({
    because: 'because no resource-based policy allows the sqs:SendMessage action',
  });
  const poor = sessionOf();
  const onlyResource = { ...abroad, document };
  expect(
    decide(poor.world, { principal: poor.principal, resources, resourcePolicy: onlyResource }),
  ).toMatchObject({
    because: 'because no identity-based policy allows the sqs:SendMessage action',
  });
});

test('a session policy narrows and never widens', () => {
  const narrowed = sessionOf(allow('*'), allow('cloudtrail:StartLogging'));
  expect(decide(narrowed.world, narrowed)).toMatchObject({
    because: 'because no session policy allows the sqs:SendMessage action',
  });
  const widened = sessionOf(undefined, allow('*'));
  expect(decide(widened.world, widened).kind).toBe('denied');
});

/** Beside FullAWSAccess, without any record. */
function putServiceControlPolicy(world: World, accountId: string, document: PolicyDocument): void {
  const type = 'SERVICE_CONTROL_POLICY';
  const content = JSON.stringify(document);
  const { id } = createPolicy(world, { type, name: 'control', description: '', content });
  attach(world, id, accountId);
}

test('a service control policy stops even the administrator of a member', () => {
  const { world, principal } = sessionOf(allow('*'));
  putServiceControlPolicy(world, account, deny('sqs:*'));
  expect(decide(world, { principal })).toMatchObject({
    because: 'with an explicit deny in a service control policy',
  });
});

test('the denial of a resource control policy names it', () => {
  const { world, principal } = sessionOf(allow('*'));
  const content = JSON.stringify({
    Statement: { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' },
  });
  const type = 'RESOURCE_CONTROL_POLICY';
  world.organization.enabledPolicyTypes.add(type);
  const control = { type, name: 'control', description: '', content } as const;
  const { id, arn } = createPolicy(world, control);
  attach(world, id, account);
  expect(decide(world, { principal })).toMatchObject({
    because: `with an explicit deny in a resource control policy: ${arn}`,
  });
});

test('a service control policy does not reach the management account', () => {
  const { world } = worldWithRole();
  putServiceControlPolicy(world, '111122223333', deny('*'));
  const principal: Principal = {
    kind: 'root',
    accountId: '111122223333',
    arn: 'arn:aws:iam::111122223333:root',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  };
  expect(decide(world, { principal }).kind).toBe('allowed');
});

test('sessions of a deleted role are denied, even if the role is made again', () => {
  const { world, principal, role } = sessionOf(allow('*'));
  deleteRole(world, role.arn);
  expect(decide(world, { principal }).kind).toBe('denied');
  const again = createRole(world, { accountId: account, name: 'worker', trustPolicy: trust });
  putRolePolicy(again, 'inline', allow('*'));
  expect(decide(world, { principal }).kind).toBe('denied');
});

test('every policy can use the organization of the caller', () => {
  const { world, principal } = sessionOf(allow('*'));
  const document: PolicyDocument = {
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Resource: foreignQueue,
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/worker` },
      },
    },
  };
  const resourcePolicy = { ownerAccountId: '555566667777', document };
  const resources = [foreignQueue];
  expect(decide(world, { principal, resources, resourcePolicy }).kind).toBe('allowed');
});

test('a policy can use the owner of the resource', () => {
  const own: PolicyDocument = {
    Statement: {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
    },
  };
  const { world, principal } = sessionOf(own);
  expect(decide(world, { principal }).kind).toBe('allowed');
  const stranger = ['arn:aws:sqs:us-east-1:999988887777:signals'];
  expect(decide(world, { principal, resources: stranger }).kind).toBe('denied');
});

test('a service of AWS is allowed by the resource policy alone, under its conditions', () => {
  const { world } = worldWithRole();
  const principal: Principal = {
    kind: 'service',
    accountId: account,
    arn: 'events.amazonaws.com',
    service: 'events.amazonaws.com',
  };
  const document: PolicyDocument = {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queue,
      Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:*:rule/signals' } },
    },
  };
  const resourcePolicy = { ownerAccountId: account, document };
  const from = (rule: string) =>
    decide(world, {
      principal,
      resourcePolicy,
      context: { 'aws:SourceArn': `arn:aws:events:us-east-1:${account}:rule/${rule}` },
    });
  expect(from('signals').kind).toBe('allowed');
  expect(from('other').kind).toBe('denied');
});

test('a policy that the sandbox cannot evaluate is refused when it is attached', () => {
  const { role } = worldWithRole();
  const policy: PolicyDocument = {
    Statement: {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { NumericLessThan: { 'aws:CurrentTime': '2026-11-21T00:00:00Z' } },
    },
  };
  expect(() => putRolePolicy(role, 'inline', policy)).toThrow('condition operator NumericLessThan');
});
