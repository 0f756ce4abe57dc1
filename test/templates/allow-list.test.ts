import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import type { Template } from '../../services/cli/local/template';
import { stepCalls } from '../../shared/domain/step';
import { allowedActions } from './allowed-actions';
import { callsOf } from './calls-of';
import { readTemplate } from './read-template';

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

test('the guard role allows exactly the CloudTrail calls that the responder’s code makes', () => {
  expect(calls.filter(of('cloudtrail'))).toEqual(allowedActions(member, 'trailwarden-guard'));
});

test('the only writes the guard role allows are the steps', () => {
  const reads = /:(Describe|Get|List)/;
  const writes = allowedActions(member, 'trailwarden-guard').filter((call) => !reads.test(call));
  expect(writes).toEqual([...stepCalls].sort());
});

test('the responder’s own role allows exactly the other calls that its code makes', () => {
  const own = calls.filter((call) => !of('cloudtrail')(call));
  const allowed = allowedActions(central, 'trailwarden-responder');
  expect(allowed.filter((call) => !BY_LAMBDA.has(call))).toEqual(own);
});

test('drills are no part of what is deployed', () => {
  expect(calls).not.toContain('cloudtrail:StopLogging');
});
