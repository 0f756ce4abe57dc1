import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Memory } from '../../shared/domain/memory';
import { parseWardenArn } from '../../shared/domain/warden-arn';
import { wardenParts } from '../../shared/signal/protected';
import { aBaseline } from '../builders/a-baseline';
import { CORPUS } from '../core/corpus';
import { aRecord } from '../replay/a-record';
import { isForwarded } from './forwarding-rules';
import { enveloped, guarded, LOG_ARCHIVE, MANAGEMENT, ofNothing, told } from './here';

const organizations = (name: string, request: object | null, different: object = {}) =>
  aRecord({ source: 'organizations', name, request, recipientAccountId: MANAGEMENT, ...different });
const rowsTold = async (record: Readonly<Record<string, unknown>>) =>
  (await told(record)).map(({ row }) => row);

test('a report names what was hit, where it is, and how bad it is', async () => {
  const record = organizations('RemoveAccountFromOrganization', { accountId: '111122223333' });
  expect(await told(record)).toMatchObject([
    {
      row: 'ORG-03',
      severity: 'critical',
      target: '111122223333',
      accountId: '111122223333', // and not management, which said so
      sentence: 'Account 111122223333 was removed from the organization.',
      guidance: expect.arrayContaining([
        'Undo, in the management account: aws organizations invite-account-to-organization --target Id=111122223333,Type=ACCOUNT',
      ]),
    },
  ]);
});

test.each([
  ['trailwarden-boundary', 'trailwarden-guard'],
  ['trailwarden-boundary-eu-west-1', 'trailwarden-forwarder-eu-west-1'],
  ['trailwarden-boundary-responder', 'trailwarden-responder'],
])(
  'where %s is rewritten, the text of the baseline of %s is what is put back',
  async (policy, role) => {
    const account = 'arn:aws:iam::111122223333';
    const request = { policyArn: `${account}:policy/${policy}`, setAsDefault: true };
    const record = { source: 'iam', name: 'CreatePolicyVersion', request };
    expect(await told(aRecord({ ...record, recipientAccountId: '111122223333' }))).toMatchObject([
      {
        row: 'GRD-04',
        guidance: expect.arrayContaining([
          expect.stringContaining(
            `trailwarden baseline show ${account}:role/${role} --field boundaryText`,
          ),
        ]),
      },
    ]);
  },
);

test('a member that leaves and management that hears of it tell of the same thing', async () => {
  const left = organizations('LeaveOrganization', null, { recipientAccountId: '111122223333' });
  const heard = organizations('AccountDepartedOrganization', null, {
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { accountId: '111122223333', departureMethod: 'LEFT' },
  });
  const same = { row: 'ORG-02', target: '111122223333', accountId: '111122223333' };
  expect(await told(left)).toMatchObject([same]);
  expect(await told(heard)).toMatchObject([same]);
});

test.each([
  [
    'a call that failed',
    organizations('CloseAccount', { accountId: LOG_ARCHIVE }, { errorCode: 'AccessDenied' }),
  ],
  [
    'an account that is not guarded, moved',
    organizations('MoveAccount', { accountId: '777788889999' }),
  ],
  [
    'a guard-rail that is rewritten, which a technique puts back',
    organizations('UpdatePolicy', {
      policyId: 'p-guard',
      content:
        '{"Statement":[{"Effect":"Deny","Action":"cloudtrail:StartLogging","Resource":"*"}]}',
    }),
  ],
  [
    'the administrator of CloudTrail, whom a technique puts back',
    organizations('DeregisterDelegatedAdministrator', {
      accountId: LOG_ARCHIVE,
      servicePrincipal: 'cloudtrail.amazonaws.com',
    }),
  ],
  [
    'a queue of ours, which a technique puts back',
    aRecord({
      source: 'sqs',
      name: 'DeleteQueue',
      request: { queueUrl: 'https://sqs.us-east-1.amazonaws.com/222233334444/trailwarden-signals' },
    }),
  ],
  [
    'a function of another owner',
    aRecord({
      source: 'lambda',
      name: 'DeleteFunction20150331',
      request: { functionName: 'shop' },
    }),
  ],
  [
    'a table of another owner',
    aRecord({ source: 'dynamodb', name: 'DeleteTable', request: { tableName: 'shop' } }),
  ],
  [
    'a stream of another owner',
    aRecord({ source: 'logs', name: 'DeleteLogStream', request: { logGroupName: 'shop' } }),
  ],
  [
    'a trail into our own bucket',
    aRecord({
      source: 'cloudtrail',
      name: 'CreateTrail',
      request: { name: 'second', s3BucketName: 'our-logs' },
    }),
  ],
  [
    'a detector that is turned on',
    aRecord({
      source: 'guardduty',
      name: 'UpdateDetector',
      request: { detectorId: 'd', enable: true },
    }),
  ],
  ['no message at all', {}],
])('nothing is told of %s', async (_, record) => {
  expect(await rowsTold(record)).toEqual([]);
});

test('an account with a trail of its own is guarded wherever it is moved', async () => {
  expect(
    await rowsTold(
      organizations('MoveAccount', { accountId: '111122223333', destinationParentId: 'ou-1' }),
    ),
  ).toEqual(['ORG-07']);
});

test('where the record hides what was done, a human is told to look', async () => {
  const record = organizations('PutResourcePolicy', { content: 'HIDDEN_DUE_TO_SECURITY_REASONS' });
  expect(await rowsTold(record)).toEqual(['ORG-09']);
});

test('a trail that becomes a baseline in the second of its own CreateTrail is told of', async () => {
  const name = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/rogue';
  const record = aRecord({
    source: 'cloudtrail',
    name: 'CreateTrail',
    eventTime: '2026-11-21T10:00:00Z',
    request: { name: 'rogue', s3BucketName: 'elsewhere' },
    response: { trailARN: name },
  });
  const rowsAt = async (capturedAt: string) => {
    const baseline = {
      ...aBaseline({ subject: { ...aBaseline().subject, id: name } }),
      capturedAt,
    };
    const memory: Memory = { ...ofNothing, subjects: { [`trail#${name}`]: { baseline } } };
    return (await told(record, async () => memory)).map(({ row }) => row);
  };
  expect(await rowsAt('2026-11-21T10:00:00.543Z')).toEqual(['CT-14']);
  expect(await rowsAt('2026-11-21T09:59:59.543Z')).toEqual([]); // it was made again
});

test('the role of a known trail into its log group is told of by the trail', async () => {
  const role = {
    source: 'iam',
    eventTime: '2026-11-21T21:00:00Z',
    request: { roleName: 'CloudTrail_CloudWatchLogs' },
  };
  expect(await rowsTold(aRecord({ ...role, name: 'DeleteRole' }))).toEqual(['CWL-07']);
});

test('a mapping of our function is known by its answer, which names the function', async () => {
  const record = aRecord({
    source: 'lambda',
    name: 'UpdateEventSourceMapping20150331',
    request: { uUID: '0a1b2c3d-1111-4222-8333-444455556666', enabled: false },
    responseElements: {
      functionArn: 'arn:aws:lambda:us-east-1:222233334444:function:trailwarden-responder',
    },
  });
  expect(await rowsTold(record)).toEqual(['GRD-03']);
});

test('none of the harmless public records is told of', async () => {
  const folder = join(CORPUS, 'benign');
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const records = files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly record: Record<string, unknown> }).record)
    // Labelled as harmless before the row ADJ had it.
    .filter(({ eventName }) => eventName !== 'StopActivityStream');
  const reports = await Promise.all(records.map(rowsTold));
  expect(reports.flat()).toEqual([]);
});

const FUNCTION = 'trailwarden-responder';
const updated = (functionName: string, accountId = '222233334444') =>
  aRecord({
    ...{ source: 'lambda', name: 'UpdateFunctionConfiguration20150331v2' },
    ...{ recipientAccountId: accountId, request: { functionName } },
  });

test.each([
  FUNCTION,
  `function:${FUNCTION}`,
  `222233334444:${FUNCTION}`,
  `222233334444:function:${FUNCTION}`,
  `us-east-1:222233334444:function:${FUNCTION}`,
  `arn:aws:lambda:us-east-1:222233334444:function:${FUNCTION}`,
  `arn:aws:lambda:us-east-1:222233334444:function:${FUNCTION}:$LATEST`,
  `${FUNCTION}:live`,
])('our function is told of as %s, under one name', async (name) => {
  expect(await told(updated(name))).toMatchObject([{ row: 'GRD-03', name: FUNCTION }]);
});

test('what bears our name where no part of ours can be is not told', async () => {
  const member = { recipientAccountId: '111122223333', source: 'cloudformation' };
  const deleted = (stackName: string) =>
    aRecord({ ...member, name: 'DeleteStack', request: { stackName } });
  expect(await rowsTold(updated(FUNCTION, '111122223333'))).toEqual([]);
  expect(await rowsTold(deleted('trailwarden-17'))).toEqual([]);
  expect(await rowsTold(deleted('StackSet-trailwarden-member-0a1b2c3d'))).toEqual(['GRD-05']);
});

const purged = (queue: string, recipientAccountId: string) =>
  aRecord({
    ...{ source: 'sqs', name: 'PurgeQueue', recipientAccountId },
    request: { queueUrl: `https://sqs.us-east-1.amazonaws.com/${recipientAccountId}/${queue}` },
  });

test('a purged queue of signals is told of: no state shows it', async () => {
  for (const queue of [
    'trailwarden-signals',
    'trailwarden-signals-dead-letters',
    'trailwarden-attempts',
  ]) {
    expect(await told(purged(queue, '222233334444'))).toMatchObject([
      { row: 'GRD-06', severity: 'critical', name: queue, sentence: expect.stringMatching(/lost/) },
    ]);
  }
  expect(await rowsTold(purged('trailwarden-undelivered', '111122223333'))).toEqual(['GRD-06']);
  expect(await rowsTold(purged('trailwarden-signals', '111122223333'))).toEqual([]);
  expect(await rowsTold(purged('shop', '222233334444'))).toEqual([]);
});

const BUS = 'arn:aws:events:us-east-1:222233334444:event-bus/trailwarden';
const withRule = (name: string, request: object) => aRecord({ source: 'events', name, request });

test('a rule that bears our name and is not ours is told of, with its name', async () => {
  const name = 'trailwarden-forward-x1';
  for (const made of [
    withRule('PutRule', { name }),
    withRule('PutTargets', { rule: name, targets: [{ id: 'z0', arn: 'arn:aws:sqs:::mine' }] }),
  ]) {
    expect(await told(made)).toMatchObject([
      { row: 'GRD-07', name, sentence: expect.stringContaining(name) },
    ]);
    expect(isForwarded(enveloped(made))).toBe(true);
  }
});

test('a rule of another name that sends to our bus is told of, and forwarded', async () => {
  const targets = ['arn:aws:sqs:::mine', BUS].map((arn, id) => ({ id: `z${id}`, arn }));
  const sent = withRule('PutTargets', { rule: 'weather', targets });
  const [report] = await told(sent);
  expect(report).toMatchObject({ row: 'GRD-07', name: 'weather' });
  expect(report?.guidance.join('\n')).toContain('--rule weather --ids z1 --region us-east-1');
  expect(report?.guidance.join('\n')).toContain(`list-rule-names-by-target --target-arn ${BUS}`);
  expect(report?.guidance.join('\n')).not.toContain('delete-rule');
  expect(isForwarded(enveloped(sent))).toBe(true);
});

test('our own rules, and those of others that send elsewhere, are not', async () => {
  const own = [guarded.securityAccountId, guarded.logArchiveAccountId ?? '']
    .flatMap((accountId) => wardenParts({ accountId, region: 'us-east-1' }, guarded))
    .map(({ id }) => parseWardenArn(id))
    .flatMap((part) => (part?.kind === 'rule' ? part.name : []));
  expect(own.length).toBeGreaterThan(12);
  for (const rule of own) {
    expect(await told(withRule('PutTargets', { rule, targets: [{ id: '1', arn: BUS }] }))).toEqual(
      [],
    );
    expect(await told(withRule('PutRule', { name: rule }))).toEqual([]);
  }
  expect(await told(withRule('PutRule', { name: 'weather' }))).toEqual([]);
  const targets = [{ id: '1', arn: `${BUS}-of-others` }];
  expect(await told(withRule('PutTargets', { rule: 'weather', targets }))).toEqual([]);
});

const OUR_ROLES = 'arn:aws:iam::*:role/trailwarden-*';
const policy = (statement: object) =>
  organizations('CreatePolicy', {
    name: 'new',
    content: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', ...statement }],
    }),
  });

test.each([
  [
    'an SCP that names our roles as whom it binds',
    { Action: '*', Resource: '*', Condition: { ArnLike: { 'aws:PrincipalArn': OUR_ROLES } } },
  ],
  [
    'an RCP that lets no one assume roles',
    { Principal: '*', Action: 'sts:AssumeRole', Resource: '*' },
  ],
  ['an RCP that closes our roles', { Principal: '*', Action: 'sts:*', Resource: OUR_ROLES }],
  ['an SCP by which nothing reaches our bus', { Action: ['events:Put*'], Resource: '*' }],
])(
  '%s is told of, when it is made and when an unnamed one is rewritten to it',
  async (_, statement) => {
    const made = policy(statement);
    expect(await rowsTold(made)).toEqual(['ORG-06']);
    const { content } = made.requestParameters as { readonly content: string };
    const rewritten = organizations('UpdatePolicy', { policyId: 'p-foreign1', content });
    expect(await told(rewritten)).toMatchObject([
      { row: 'ORG-06', sentence: expect.stringContaining('p-foreign1') },
    ]);
  },
);

test('a guard-rail that excepts our roles is not', async () => {
  const Condition = { ArnNotLike: { 'aws:PrincipalArn': OUR_ROLES } };
  expect(await rowsTold(policy({ Action: 'sts:*', Resource: OUR_ROLES, Condition }))).toEqual([]);
  expect(await rowsTold(policy({ Action: 'iam:*', Resource: '*', Condition }))).toEqual([]);
});
