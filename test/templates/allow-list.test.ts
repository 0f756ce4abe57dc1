import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import type { Template } from '../../services/cli/local/template';
import { stepCalls } from '../../shared/domain/step';
import { undoCalls } from '../../shared/domain/undo';
import { reportedRows } from '../../shared/tampering/reported/catalogue';
import { allowedActions } from './allowed-actions';
import { callsOf, type FileCalls, together } from './calls-of';
import { permissionOfCall } from './iam-names';
import { readTemplate } from './read-template';
import { roleStatements } from './statements';

const member = readTemplate(join(ROOT, 'services/member/template.yml'));
const undo = readTemplate(join(ROOT, 'services/member/undo.yml'));
let central: Template;
let files: readonly FileCalls[];

beforeAll(async () => {
  central = (await packageService()).template;
  files = await callsOf('services/responder/handler.ts', ROOT);
});

/** Files whose calls are made as the guard, in members; all others are the function's own. */
const isGuards = (one: FileCalls): boolean =>
  !isUndos(one) &&
  (one.file.startsWith('shared/aws/dependencies/') ||
    one.calls.some((call) => call.startsWith('cloudtrail:')));

/** Whether these calls are made as trailwarden-undo. */
const isUndos = ({ file }: FileCalls): boolean => file.startsWith('shared/aws/undo/');

/** Calls AWS makes for the function, not the function itself. */
const BY_LAMBDA = new Set([
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
]);

/** What services ask of the caller of one of the steps, beside the step's own permission. */
const ASKED_BESIDE = new Set([
  'events:TagResource', // PutRule and CreateEventBus with tags
  'iam:CreateServiceLinkedRole', // CloudTrail's own, for an organization trail
  'iam:PassRole', // the roles of a trail, a replication and a rule are handed to their services
  'iam:TagRole', // CreateRole with tags
  'logs:TagResource', // CreateLogGroup with tags
  'organizations:DeregisterDelegatedAdministrator', // CloudTrail's own calls make these too
  'organizations:RegisterDelegatedAdministrator',
  'organizations:DescribeOrganization', // an organization trail: is there an organization,
  'organizations:ListAWSServiceAccessForOrganization', // and is CloudTrail trusted in it
  'sns:TagResource', // CreateTopic with tags
  'sqs:TagQueue', // CreateQueue with tags
]);

const guardActions = allowedActions(member, 'trailwarden-guard');
const spareActions = allowedActions(member, 'trailwarden-spare');

test('the guard role allows exactly the calls that the responder’s code makes in members', () => {
  const own = guardActions.filter((action) => !ASKED_BESIDE.has(action));
  const made = together(files.filter(isGuards)).filter((call) => !ASKED_BESIDE.has(call));
  expect(made).toEqual(own);
});

test('the guard role has every permission that services ask for beside a step', () => {
  expect(guardActions.filter((action) => ASKED_BESIDE.has(action))).toEqual(
    [...ASKED_BESIDE].sort(),
  );
});

test('the guard role may hand a role to four services only', () => {
  const passes = roleStatements(member, 'trailwarden-guard').filter(({ Action }) =>
    [Action].flat().includes('iam:PassRole'),
  );
  expect(passes.map(({ Action, Condition }) => [Action, Condition])).toEqual(
    ['cloudtrail', 's3', 'logs', 'events'].map((service) => [
      'iam:PassRole',
      { StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } },
    ]),
  );
});

test('a parameter can name the roles that the guard may hand over', () => {
  const passes = roleStatements(member, 'trailwarden-guard').filter(({ Action }) =>
    [Action].flat().includes('iam:PassRole'),
  );
  const any = { 'Fn::Sub': expect.stringMatching(/:role\/\*$/) };
  const own = { 'Fn::Sub': expect.stringContaining(':role/trailwarden-forwarder-') };
  const named = { 'Fn::If': ['HasPassedRoles', { Ref: 'PassedRoles' }, any] };
  expect(passes.map(({ Resource }) => Resource)).toEqual([named, named, named, own]);
});

test('the guard may rewrite only the named policies of the organization, and attach only types that restrict', () => {
  const taking = {
    StringEquals: {
      'organizations:PolicyType': ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'],
    },
  };
  const rights = (action: string) =>
    roleStatements(member, 'trailwarden-guard').filter(({ Action }) =>
      [Action].flat().includes(`organizations:${action}`),
    );
  expect(rights('UpdatePolicy')).toMatchObject([{ Resource: { Ref: 'ProtectedPolicies' } }]);
  for (const action of ['AttachPolicy', 'EnablePolicyType', 'CreatePolicy']) {
    expect(rights(action)).toMatchObject([{ Condition: taking }]);
  }
});

test('the only writes the guard role allows are the steps', () => {
  const reads = /:(Describe|Get|List|Lookup)/;
  const writes = guardActions.filter((call) => !reads.test(call) && !ASKED_BESIDE.has(call));
  const steps = stepCalls.map(permissionOfCall).filter((call) => !ASKED_BESIDE.has(call));
  expect(writes).toEqual([...new Set(steps)].sort());
});

test('the spare may do what the guard may do to roles, to the guard alone', () => {
  expect(spareActions).toEqual(
    guardActions.filter((action) => /^iam:(?!PassRole|CreateServiceLinkedRole)/.test(action)),
  );
});

test('the boundary is what the guard, the spare and the reader may do, and no more', () => {
  const statements = member.Resources.Boundary?.Properties.PolicyDocument as {
    readonly Statement: readonly { readonly Action: string | readonly string[] }[];
  };
  const within = [...new Set(statements.Statement.flatMap(({ Action }) => Action))].sort();
  const given = [...guardActions, ...spareActions, ...allowedActions(member, 'trailwarden-reader')];
  expect(within).toEqual([...new Set(given)].sort());
});

test('the responder’s own role allows exactly the other calls that its code makes', () => {
  const own = together(files.filter((file) => !isGuards(file) && !isUndos(file)));
  const allowed = allowedActions(central, 'trailwarden-responder');
  expect(allowed.filter((call) => !BY_LAMBDA.has(call))).toEqual(own);
});

test('the undo role allows exactly the calls that undoing makes', () => {
  expect(together(files.filter(isUndos))).toEqual(allowedActions(undo, 'trailwarden-undo'));
});

test('the only writes the undo role allows are the inverses of reported rows', () => {
  const allowed = allowedActions(undo, 'trailwarden-undo');
  expect(allowed.filter((call) => !/:(Describe|Get|List)/.test(call))).toEqual(
    [...undoCalls].sort(),
  );
  const used = reportedRows.flatMap((row) => Object.values(row.undo?.calls ?? {}).flat());
  expect([...new Set(used)].sort()).toEqual([...undoCalls].sort());
});

test('the deployed code contains no drills', () => {
  const others = together(files.filter((file) => !isUndos(file)));
  for (const call of ['StopLogging', 'DeleteTrail', 'RemoveTags']) {
    expect(others).not.toContain(`cloudtrail:${call}`);
  }
});
