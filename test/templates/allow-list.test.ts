import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import type { Template } from '../../services/cli/local/template';
import { stepCalls } from '../../shared/domain/step';
import { allowedActions } from './allowed-actions';
import { callsOf } from './calls-of';
import { readTemplate } from './read-template';
import { roleStatements } from './statements';

const member = readTemplate(join(ROOT, 'services/member/template.yml'));
let central: Template;
let calls: readonly string[];

beforeAll(async () => {
  central = (await packageService()).template;
  calls = await callsOf('services/responder/handler.ts', ROOT);
}, 90_000);

const of = (service: string) => (call: string) => call.startsWith(`${service}:`);
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

/** Calls CloudTrail makes in the name of whoever creates or updates a trail, not the function itself. */
const BY_CLOUDTRAIL = new Set([
  'iam:PassRole', // the role that writes to the trail's log group is handed to it
  'organizations:DescribeOrganization', // an organization trail: is there an organization,
  'organizations:ListAWSServiceAccessForOrganization', // and is CloudTrail trusted in it
]);

const guardActions = allowedActions(member, 'trailwarden-guard');

test('the guard role allows exactly the CloudTrail calls that the responder’s code makes', () => {
  const own = guardActions.filter((call) => !BY_CLOUDTRAIL.has(call));
  expect(calls.filter(of('cloudtrail'))).toEqual(own);
});

test('what CloudTrail asks of the caller is allowed to the guard role, all of it', () => {
  expect(guardActions.filter((call) => BY_CLOUDTRAIL.has(call))).toEqual([...BY_CLOUDTRAIL]);
});

test('the guard role may hand a role to CloudTrail only', () => {
  const [pass, ...others] = roleStatements(member, 'trailwarden-guard').filter(({ Action }) =>
    [Action].flat().includes('iam:PassRole'),
  );
  expect(others).toEqual([]);
  expect(pass).toMatchObject({
    Action: 'iam:PassRole',
    Condition: { StringEquals: { 'iam:PassedToService': 'cloudtrail.amazonaws.com' } },
  });
});

test('the only writes the guard role allows are the steps', () => {
  const reads = /:(Describe|Get|List)/;
  const writes = guardActions.filter((call) => !reads.test(call) && !BY_CLOUDTRAIL.has(call));
  expect(writes).toEqual([...stepCalls].sort());
});

test('the responder’s own role allows exactly the other calls that its code makes', () => {
  const own = calls.filter((call) => !of('cloudtrail')(call));
  const allowed = allowedActions(central, 'trailwarden-responder');
  expect(allowed.filter((call) => !BY_LAMBDA.has(call))).toEqual(own);
});

test('drills are no part of what is deployed', () => {
  for (const call of ['StopLogging', 'DeleteTrail', 'RemoveTags']) {
    expect(calls).not.toContain(`cloudtrail:${call}`);
  }
});
