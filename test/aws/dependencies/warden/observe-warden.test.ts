import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  PutRolePermissionsBoundaryCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { observeWarden } from '../../../../shared/aws/dependencies/observe-warden';
import {
  type ServiceClients,
  serviceClients,
} from '../../../../shared/aws/dependencies/service-clients';
import { takeDependencyStep } from '../../../../shared/aws/dependencies/take-dependency-step';
import { makeCall } from '../../../../shared/aws/make-call';
import type { Baseline } from '../../../../shared/domain/baseline';
import type { Observation } from '../../../../shared/domain/observation';
import { allParts } from '../../../../shared/domain/parts';
import type { DependencyStep } from '../../../../shared/domain/step';
import type { Subject } from '../../../../shared/domain/subject';
import { decide } from '../../../../shared/restore/decide';
import { techniques } from '../../../../shared/tampering/catalogue';
import { at } from '../../../builders/at';
import {
  aBusPart,
  aPart,
  aQueuePart,
  aRolePart,
  aRulePart,
  BOUNDARY,
  DENY_ALL,
} from '../../../builders/warden/parts';
import { deployParts } from './deploy-parts';
import { type WardenUnderTest, wardenUnderTest } from './warden-under-test';

let sandbox: WardenUnderTest;
let clients: ServiceClients;
beforeAll(async () => {
  sandbox = await wardenUnderTest();
  clients = serviceClients(sandbox.administrator);
  await deployParts(clients);
});
afterAll(() => sandbox.close());

const policy = (Action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });

const now = () => new Date(at(60));
const observe = (subject: Subject<'warden'>, parts = allParts('warden')) =>
  observeWarden(subject, parts, clients, now);

function baselineOf(observation: Observation<'warden'>): Baseline<'warden'> {
  if (observation.kind !== 'present') throw new Error(`it is ${observation.kind}`);
  const { subject, state } = observation;
  return { subject, state, version: 1, capturedAt: at(0), capturedBy: 'a test', why: 'a test' };
}

const parts = [aRulePart(), aBusPart(), aRolePart(), aQueuePart()];
const drills = techniques.warden
  .filter(({ id }) => !['bound-free-role', 'rewrite-boundary-text'].includes(id))
  .flatMap(({ id, drill }) => parts.map((part) => ({ id, part, calls: drill(part) })))
  .filter(({ calls }) => calls.length > 0);

test.each(drills)('$id is found, and put back as it was', async ({ id, part, calls }) => {
  const before = await observe(part);
  const memory = { baseline: baselineOf(before) };
  const decision = (observation: Observation<'warden'>) =>
    decide({ observation, memory, exemptions: [], events: [], now: at(60) });
  expect(decision(before)).toEqual({ kind: 'compliant' });

  for (const call of calls) await makeCall(call, sandbox.administrator);
  const decided = decision(await observe(part));
  if (decided.kind !== 'restore') throw new Error(`it was ${decided.kind}`);
  expect(decided.findings.map(({ technique }) => technique)).toContain(id);
  for (const step of decided.steps) {
    expect(await takeDependencyStep(step as DependencyStep, clients)).toEqual({});
  }

  expect(await observe(part)).toEqual(before);
});

const TEXT = new Set(['boundaryText'] as const);

test('a boundary’s text is that of the version in force, and a changed text is escalated', async () => {
  const before = await observe(aRolePart());
  const text = policy('cloudtrail:*');
  expect(before).toMatchObject({ state: { boundaryText: text } });
  const administrator = clients.iam;
  const added = await administrator.send(
    new CreatePolicyVersionCommand({ PolicyArn: BOUNDARY, PolicyDocument: policy('s3:Get*') }),
  );
  expect(await observe(aRolePart(), TEXT)).toMatchObject({ state: { boundaryText: text } });

  const VersionId = added.PolicyVersion?.VersionId;
  await administrator.send(new SetDefaultPolicyVersionCommand({ PolicyArn: BOUNDARY, VersionId }));
  const after = await observe(aRolePart(), TEXT);
  expect(after).toMatchObject({ state: { boundaryText: policy('s3:Get*') } });
  const memory = { baseline: baselineOf(before) };
  const decided = decide({
    ...{ observation: after, memory, exemptions: [], events: [], now: at(60) },
  });
  expect(decided).toMatchObject({
    kind: 'escalate',
    findings: [{ technique: 'rewrite-boundary-text' }],
    steps: [],
  });

  const again = { PolicyArn: BOUNDARY, VersionId: 'v1' };
  await administrator.send(new SetDefaultPolicyVersionCommand(again));
  await administrator.send(new DeletePolicyVersionCommand({ PolicyArn: BOUNDARY, VersionId }));
  expect(await observe(aRolePart())).toEqual(before);
});

test('roles that are read at the same time read their common boundary once', async () => {
  const before = sandbox.callsOf('GetPolicyVersion').length;
  await Promise.all([observe(aRolePart(), TEXT), observe(aRolePart(), TEXT)]);
  expect(sandbox.callsOf('GetPolicyVersion')).toHaveLength(before + 1);
});

test('the text of a boundary that is not ours is not read', async () => {
  const put = { RoleName: 'trailwarden-reader', PermissionsBoundary: DENY_ALL };
  await clients.iam.send(new PutRolePermissionsBoundaryCommand(put));
  const { state } = (await observe(aRolePart(), TEXT)) as { readonly state: object };
  expect(state).toMatchObject({ permissionsBoundaryArn: DENY_ALL });
  expect(state).not.toHaveProperty('boundaryText');
  await clients.iam.send(
    new PutRolePermissionsBoundaryCommand({ ...put, PermissionsBoundary: BOUNDARY }),
  );
});

test('only the parts that are asked for are read', async () => {
  const { state: rule } = (await observe(aRulePart(), new Set())) as { state?: object };
  expect(rule).not.toHaveProperty('targets');
  const { state: role } = (await observe(aRolePart(), new Set(['attachedPolicies']))) as {
    state?: object;
  };
  expect(role).toMatchObject({ attachedPolicies: [] });
  expect(role).not.toHaveProperty('inlinePolicies');
});

test.each([
  'events:us-east-1:222233334444:rule/trailwarden-none',
  'events:us-east-1:222233334444:rule/none/trailwarden-forward',
  'events:us-east-1:222233334444:event-bus/none',
  'iam::222233334444:role/trailwarden-none',
  'sqs:us-east-1:222233334444:trailwarden-none',
])('%s is absent, because AWS says that it does not exist', async (resource) => {
  expect(await observe(aPart(resource))).toMatchObject({ kind: 'absent', observedAt: at(60) });
});

test.each([
  ['events:DescribeRule', aRulePart()],
  ['events:DescribeEventBus', aBusPart()],
  ['iam:GetRole', aRolePart()],
  ['sqs:GetQueueUrl', aQueuePart()],
])('a part is unreachable, not gone, when %s is denied', async (call, part) => {
  const denied = serviceClients(sandbox.powerless);
  expect(await observeWarden(part, new Set(), denied, now)).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'denied', call },
  });
});

test('a target that EventBridge refuses is an obstacle, although the answer is 200', async () => {
  const Targets = Array.from({ length: 6 }, (_, index) => ({
    Id: `target-${index}`,
    Arn: 'arn:aws:sqs:us-east-1:222233334444:trailwarden-undelivered',
  }));
  const { accountId, region, id } = aRulePart();
  const input = { Rule: 'trailwarden-forward', EventBusName: 'default', Targets };
  const step = { call: 'events:PutTargets', accountId, region, on: id, input } as const;
  expect(await takeDependencyStep(step as never, clients)).toHaveProperty('obstacle');
});
