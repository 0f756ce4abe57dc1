import { expect, test } from '@jest/globals';
import type { Principal } from '../../../services/sandbox/core/principal';
import { type AccessRequest, evaluate } from '../../../services/sandbox/iam/evaluate';
import type { Statement } from '../../../services/sandbox/iam/policy-document';

const trail = 'arn:aws:cloudtrail:us-east-1:444455556666:trail/main';
const user: Principal = {
  kind: 'user',
  accountId: '444455556666',
  arn: 'arn:aws:iam::444455556666:user/dev',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  userName: 'dev',
  userId: 'AIDAEXAMPLE',
};
const session: Principal = {
  kind: 'assumed-role',
  accountId: '222233334444',
  arn: 'arn:aws:sts::222233334444:assumed-role/responder/run',
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  roleArn: 'arn:aws:iam::222233334444:role/responder',
  roleName: 'responder',
  roleId: 'AROAEXAMPLE',
  sessionName: 'run',
  createdAt: new Date(0),
  expiresAt: new Date(1),
};

const request = (changes: Partial<AccessRequest> = {}): AccessRequest => ({
  principal: user,
  action: 'cloudtrail:StartLogging',
  resource: trail,
  context: {},
  ...changes,
});
const identity = (statement: Partial<Statement>, changes?: Partial<AccessRequest>) =>
  evaluate(
    [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*', ...statement } }],
    'identity',
    request(changes),
  );
const onResource = (statement: Partial<Statement>, changes?: Partial<AccessRequest>) =>
  evaluate(
    [{ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...statement }] }],
    'resource',
    request(changes),
  );

test('a policy without statements is silent', () => {
  expect(evaluate([], 'identity', request())).toBe('silent');
});

test.each([
  ['cloudtrail:StartLogging', 'allowed'],
  ['cloudtrail:startlogging', 'allowed'],
  ['cloudtrail:Start*', 'allowed'],
  ['cloudtrail:Stop*', 'silent'],
  ['cloudtrail:StartLoggin', 'silent'],
])('action pattern %s is %s for StartLogging', (action, verdict) => {
  expect(identity({ Action: action })).toBe(verdict);
});

test.each([
  ['arn:aws:cloudtrail:*:444455556666:trail/*', 'allowed'],
  ['arn:aws:cloudtrail:*:*:trail/mai?', 'allowed'],
  ['arn:aws:cloudtrail:*:*:trail/Main', 'silent'],
  ['arn:aws:cloudtrail:us-east-1:444455556666:trail/other', 'silent'],
])('resource pattern %s is %s for the trail', (resource, verdict) => {
  expect(identity({ Resource: resource })).toBe(verdict);
});

test('NotAction and NotResource mean everything else', () => {
  const everythingElse = { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } as const;
  expect(evaluate([{ Statement: everythingElse }], 'identity', request())).toBe('allowed');
  const otherTrails = { Effect: 'Allow', Action: '*', NotResource: trail } as const;
  expect(evaluate([{ Statement: otherTrails }], 'identity', request())).toBe('silent');
});

test('a denial wins over every permission', () => {
  const policies = [
    { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } as const },
    { Statement: { Effect: 'Deny', Action: 'cloudtrail:StartLogging', Resource: '*' } as const },
  ];
  expect(evaluate(policies, 'identity', request())).toBe('denied');
});

test('a role named as principal means its sessions', () => {
  const byRole = { Principal: { AWS: session.kind === 'assumed-role' ? session.roleArn : '' } };
  expect(onResource(byRole, { principal: session })).toBe('allowed');
  expect(onResource(byRole)).toBe('silent');
});

test('an account named as principal leaves the decision to that account', () => {
  expect(onResource({ Principal: { AWS: '444455556666' } })).toBe('delegated');
  expect(onResource({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } })).toBe('delegated');
  expect(onResource({ Principal: { AWS: '111122223333' } })).toBe('silent');
});

test('a service named as principal means that service and no other principal', () => {
  const service: Principal = {
    kind: 'service',
    accountId: '444455556666',
    arn: 'events.amazonaws.com',
    service: 'events.amazonaws.com',
  };
  const events = { Principal: { Service: 'events.amazonaws.com' } };
  expect(onResource(events, { principal: service })).toBe('allowed');
  expect(onResource(events)).toBe('silent');
  const lambda = { Principal: { Service: 'lambda.amazonaws.com' } };
  expect(onResource(lambda, { principal: service })).toBe('silent');
});

test('a statement of a resource policy without a principal matches no caller', () => {
  expect(onResource({})).toBe('silent');
});

test('policy variables are replaced by the caller’s values', () => {
  const own = { Resource: `arn:aws:cloudtrail:*:\${aws:PrincipalAccount}:trail/*` };
  expect(identity(own, { context: { 'aws:PrincipalAccount': '444455556666' } })).toBe('allowed');
  expect(identity(own, { context: { 'aws:PrincipalAccount': '111122223333' } })).toBe('silent');
  expect(identity(own)).toBe('silent');
});
