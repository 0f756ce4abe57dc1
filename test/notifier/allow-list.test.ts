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
  calls = together(await callsOf('services/notifier/handler.ts', ROOT));
});

/** What Lambda asks on the function's behalf: its log and the stream. */
const BY_OTHERS = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
];

test('the notifier’s role allows exactly the calls that its code makes', () => {
  const allowed = allowedActions(central, 'trailwarden-notifier');
  expect(allowed.filter((action) => !BY_OTHERS.includes(action))).toEqual(calls);
  expect(calls).toEqual(expect.arrayContaining(['sns:Publish', 'ssm:GetParameter']));
});

test('the notifier may send mail only as the identities that the deployment names', () => {
  const { NotificationSenders: senders } = central.Parameters ?? {};
  expect(senders).toMatchObject({ Default: '' });
  const { Policies } = central.Resources.NotifierRole?.Properties ?? {};
  expect(JSON.stringify(Policies)).toContain('{"Fn::If":["HasNotificationSenders",');
  const [statement] = roleStatements(central, 'trailwarden-notifier').filter(
    ({ Action }) => Action === 'ses:SendEmail',
  );
  expect(statement?.Resource).toEqual({ Ref: 'NotificationSenders' });
});

/** Under which keys of the table it may do this. */
const keysOf = (role: string, action: string) =>
  roleStatements(central, role)
    .filter(({ Action }) => [Action].flat().includes(action))
    .map(({ Condition }) => Condition);

test('the notifier may write its notices, and of an incident neither a state nor an answer', () => {
  expect(keysOf('trailwarden-notifier', 'dynamodb:UpdateItem')).toEqual([
    { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['NOTICE#*', 'COURIER#*', 'RETRY'] } },
    {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['INCIDENT#*'] },
      'ForAllValues:StringEquals': {
        'dynamodb:Attributes': [
          ...['pk', 'sk', 'furtherMoments', 'furtherUntil', 'news'],
          ...['playbookStates', 'revision', 'timeline'],
        ],
      },
    },
  ]);
});

test('of the notifier’s permissions only the one to hand on an answer is for every resource', () => {
  const everywhere = roleStatements(central, 'trailwarden-notifier').filter(
    ({ Resource }) => Resource === '*',
  );
  expect(everywhere.map(({ Action }) => Action)).toEqual(['states:SendTaskSuccess']);
});

test('playbooks are started, answered and written of only where one is deployed', () => {
  const { Policies } = central.Resources.NotifierRole?.Properties ?? {};
  const [{ PolicyDocument }] = Policies as [{ PolicyDocument: { Statement: readonly object[] } }];
  const always = PolicyDocument.Statement.filter((one) => !('Fn::If' in one));
  expect(JSON.stringify(always)).not.toMatch(/states:|playbookStates/);
});

test('the acknowledger may write an answer, and nothing else of an incident', () => {
  expect(allowedActions(central, 'trailwarden-acknowledger')).toEqual(['dynamodb:UpdateItem']);
  const [condition] = keysOf('trailwarden-acknowledger', 'dynamodb:UpdateItem');
  expect(condition).toEqual({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['INCIDENT#*'] },
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': expect.not.arrayContaining(['state']) },
  });
});

test('the acknowledger may ask for a notice again, and cannot write one', () => {
  const conditions = keysOf('trailwarden-acknowledger', 'dynamodb:UpdateItem');
  expect(conditions).toHaveLength(2);
  expect(conditions[1]).toEqual({
    'ForAllValues:StringEquals': {
      'dynamodb:LeadingKeys': ['RETRY'],
      'dynamodb:Attributes': expect.not.arrayContaining(['standing', 'facet']),
    },
  });
});

test('the acknowledger is trusted exactly as the operator is, with MFA if the deployment asks for it', () => {
  const { AcknowledgerRole: acknowledger, OperatorRole: operator } = central.Resources;
  expect(acknowledger?.Properties.AssumeRolePolicyDocument).toEqual(
    operator?.Properties.AssumeRolePolicyDocument,
  );
});
