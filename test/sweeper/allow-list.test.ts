import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import type { Template } from '../../services/cli/local/template';
import { allowedActions } from '../templates/allowed-actions';
import { callsOf, together } from '../templates/calls-of';
import { roleStatements } from '../templates/statements';

let central: Template;
let calls: readonly string[];
beforeAll(async () => {
  central = (await packageService()).template;
  calls = together(await callsOf('services/sweeper/handler.ts', ROOT));
});

/** What Lambda, and SQS for an encrypted queue, ask on the function's behalf. */
const BY_OTHERS = [
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
];

test('the sweeper’s role allows exactly the calls that its code makes', () => {
  const allowed = allowedActions(central, 'trailwarden-sweeper');
  expect(allowed.filter((action) => !BY_OTHERS.includes(action))).toEqual(calls);
  expect(calls).toEqual([
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'organizations:ListAccounts',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
  ]);
});

/** Under which keys of the table it may do this. */
const keysOf = (action: string) =>
  roleStatements(central, 'trailwarden-sweeper')
    .filter(({ Action }) => [Action].flat().includes(action))
    .map(({ Condition }) => Condition);

test('the sweeper can write its cursor, the ticks and watches, and neither a baseline nor an incident', () => {
  expect(keysOf('dynamodb:UpdateItem')).toEqual([
    { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SWEEP', 'TICKS#*', 'WATCH'] } },
  ]);
});

test('the sweeper can count what is guarded and watched, and read no baseline, incident or exemption', () => {
  expect(keysOf('dynamodb:Query')).toEqual([
    {
      'ForAllValues:StringLike': {
        'dynamodb:LeadingKeys': ['COVERAGE#*', 'HEARTBEAT#*', 'TICKS#*', 'WATCH'],
      },
    },
  ]);
});

test('the only permission of the sweeper for every resource is to list accounts', () => {
  const everywhere = roleStatements(central, 'trailwarden-sweeper').filter(
    ({ Resource }) => Resource === '*',
  );
  expect(everywhere.flatMap(({ Action }) => Action)).toEqual(['organizations:ListAccounts']);
});

test('the sweeper may receive ticks, and no messages about tampering', () => {
  const taking = roleStatements(central, 'trailwarden-sweeper').filter(({ Action }) =>
    [Action].flat().includes('sqs:ReceiveMessage'),
  );
  expect(taking.map(({ Resource }) => Resource)).toEqual([{ 'Fn::GetAtt': ['TicksQueue', 'Arn'] }]);
});

test('only the schedule of every minute may call the sweeper for overdue looks', () => {
  expect(central.Resources.MinutePermission?.Properties).toMatchObject({
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['MinuteRule', 'Arn'] },
  });
  expect(central.Resources.MinuteRule?.Properties).toMatchObject({
    Name: 'trailwarden-minute',
    ScheduleExpression: 'rate(1 minute)',
  });
});

test('the schedule of the sweep may call only the sweeper', () => {
  expect(central.Resources.SweeperPermission?.Properties).toMatchObject({
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['SweepRule', 'Arn'] },
  });
  expect(central.Resources.SweepRule?.Properties).toMatchObject({
    ScheduleExpression: { Ref: 'SweepEvery' },
    Targets: [{ Arn: { 'Fn::GetAtt': ['SweeperLambdaFunction', 'Arn'] } }],
  });
});
