import { expect, test } from '@jest/globals';
import { nothingKnown } from '../../shared/record/known';
import { aRecord } from './a-record';
import { judged, rowsOf } from './judging';

const s3 = (name: string, request: object = {}) =>
  aRecord({ source: 's3', name, request: { bucketName: 'our-logs', ...request } });
const kms = (name: string, request: object = {}) =>
  aRecord({ source: 'kms', name, request: { keyId: '1234abcd', ...request } });
const logs = (name: string, request: object = {}) =>
  aRecord({ source: 'logs', name, request: { logGroupName: 'trail', ...request } });
const call = (source: string, name: string, request: object) => aRecord({ source, name, request });
const lifecycle = (...rules: object[]) =>
  s3('PutBucketLifecycle', {
    LifecycleConfiguration: { Rule: rules.length > 1 ? rules : rules[0] },
  });
const expiring = (days: number, prefix = '') => ({
  Status: 'Enabled',
  Filter: { Prefix: prefix },
  Expiration: { Days: days },
});
const writes = {
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Resource: '*',
};
const policy = (...Statement: object[]) => s3('PutBucketPolicy', { bucketPolicy: { Statement } });
const whole = [
  { ...writes, Action: 's3:GetBucketAcl' },
  { ...writes, Action: 's3:PutObject' },
];
const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/x.json.gz';
const topicArn = 'arn:aws:sns:us-east-1:111122223333:trail';

const versioning = (configuration: object) =>
  s3('PutBucketVersioning', { VersioningConfiguration: configuration });
const byRoot = (record: Record<string, unknown>) => ({
  ...record,
  userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' },
});
const protection = (request: object) =>
  call('logs', 'PutLogGroupDeletionProtection', { logGroupIdentifier: 'trail', ...request });
const subscribe = (request: object) => call('sns', 'Subscribe', { topicArn, ...request });

const tampering: readonly (readonly [string, Record<string, unknown>])[] = [
  ['ORG-05', call('organizations', 'DetachPolicy', { policyId: 'p-guardrail', targetId: 'r-1' })],
  [
    'ORG-06',
    call('organizations', 'AttachPolicy', { policyId: 'p-other', targetId: '111122223333' }),
  ],
  [
    'ORG-07',
    call('organizations', 'MoveAccount', {
      accountId: '111122223333',
      destinationParentId: 'ou-1',
    }),
  ],
  [
    'ORG-11',
    {
      ...call('sts', 'AssumeRoot', {
        targetPrincipal: '111122223333',
        taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
      }),
      readOnly: true,
    },
  ],
  ['ACC-02', call('account', 'DisableRegion', { RegionName: 'eu-south-1' })],
  ['S3-01', lifecycle(expiring(1))],
  [
    'S3-01',
    lifecycle(expiring(730), {
      Status: 'Enabled',
      Prefix: 'AWSLogs/',
      NoncurrentVersionExpiration: { NoncurrentDays: '3' },
    }),
  ],
  ['S3-02', s3('DeleteBucketPolicy')],
  ['S3-02', policy(...whole, { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' })],
  ['S3-02', policy({ ...writes, Action: 's3:GetBucketAcl' })],
  ['S3-03', s3('DeleteBucket')],
  ['S3-04', s3('PutBucketVersioning', { VersioningConfiguration: { Status: 'Suspended' } })],
  [
    'S3-05',
    s3('PutBucketObjectLockConfiguration', {
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
    }),
  ],
  ['S3-06', s3('DeleteBucketEncryption')],
  ['S3-07', s3('PutBucketRequestPayment', { RequestPaymentConfiguration: { Payer: 'Requester' } })],
  ['S3-08', s3('DeleteBucketReplication')],
  ['S3-09', s3('PutBucketAcl', { 'x-amz-acl': ['public-read'] })],
  ['S3-09', call('s3', 'DeleteAccountPublicAccessBlock', { accountId: '111122223333' })],
  ['S3-10', s3('PutBucketLogging', { BucketLoggingStatus: { xmlns: 'x' } })],
  ['S3-11', s3('DeleteObject', { key })],
  ['S3-11', s3('DeleteObjects', { delete: '' })],
  ['S3-12', s3('PutBucketVersioning', { VersioningConfiguration: { MfaDelete: 'Disabled' } })],
  ['S3-12', byRoot(versioning({ Status: 'Enabled', MfaDelete: 'Disabled' }))],
  ['S3-12', byRoot(versioning({ Status: 'Suspended', MfaDelete: 'Disabled' }))],
  ['KMS-01', kms('DisableKey')],
  ['KMS-02', kms('ScheduleKeyDeletion', { pendingWindowInDays: 7 })],
  [
    'KMS-02',
    { ...kms('DeleteKey'), requestParameters: null, serviceEventDetails: { keyId: '1234abcd' } },
  ],
  ['KMS-03', kms('PutKeyPolicy', { policy: '{"Statement":[]}' })],
  ['KMS-04', kms('DeleteImportedKeyMaterial')],
  ['KMS-05', call('kms', 'DeleteAlias', { aliasName: 'alias/trail' })],
  ['KMS-06', call('kms', 'DisconnectCustomKeyStore', { customKeyStoreId: 'cks-1' })],
  ['KMS-07', kms('ImportKeyMaterial', { expirationModel: 'KEY_MATERIAL_EXPIRES' })],
  ['KMS-07', kms('ImportKeyMaterial', { validTo: 'Jan 1, 2027 8:00:00 PM' })],
  ['KMS-07', kms('ImportKeyMaterial')],
  ['CWL-01', logs('DeleteLogGroup')],
  ['CWL-08', logs('CreateLogGroup', { logGroupClass: 'INFREQUENT_ACCESS' })],
  ['CWL-02', logs('DeleteLogStream')],
  ['CWL-03', logs('PutRetentionPolicy', { retentionInDays: 1 })],
  ['CWL-04', logs('DeleteSubscriptionFilter')],
  ['CWL-05', call('monitoring', 'DeleteAlarms', { alarmNames: ['dead-letters'] })],
  ['CWL-06', logs('DisassociateKmsKey')],
  ['CWL-09', protection({ deletionProtectionEnabled: false })],
  ['CWL-09', protection({ deletionProtectionEnabled: 'false' })],
  ['CWL-09', protection({})],
  ['SNS-01', call('sns', 'DeleteTopic', { topicArn })],
  ['SNS-01', call('sns', 'Unsubscribe', { subscriptionArn: `${topicArn}:0000` })],
  ...['email', 'email-json', 'sms', 'http', 'HTTPS', 'application'].map(
    (protocol) => ['SNS-02', subscribe({ protocol })] as const,
  ),
  ['SNS-02', subscribe({ protocol: 'sqs', endpoint: 'arn:aws:sqs:us-east-1:999988887777:q' })],
  ['SNS-02', subscribe({ protocol: 'lambda' })],
  ['SNS-02', subscribe({})],
  ['GRD-01', call('events', 'DisableRule', { name: 'forward' })],
  ['GRD-01', call('events', 'RemoveTargets', { rule: 'forward', ids: ['1'] })],
  ['GRD-02', call('events', 'DeleteEventBus', { name: 'central' })],
  [
    'GRD-03',
    call('lambda', 'UpdateFunctionCode20150331v2', {
      functionName: 'arn:aws:lambda:us-east-1:111122223333:function:responder',
    }),
  ],
  [
    'GRD-03',
    call('lambda', 'PutFunctionConcurrency20171031', {
      functionName: 'responder',
      reservedConcurrentExecutions: 0,
    }),
  ],
  ['GRD-04', call('iam', 'DetachRolePolicy', { roleName: 'guard' })],
  ['GRD-05', call('cloudformation', 'DeleteStackInstances', { stackSetName: 'members:0000' })],
  [
    'GRD-06',
    call('sqs', 'PurgeQueue', {
      queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/signals',
    }),
  ],
  [
    'GRD-06',
    call('states', 'StopExecution', {
      executionArn: 'arn:aws:states:us-east-1:111122223333:execution:sweep:1',
    }),
  ],
];

test.each(tampering)('%s is found where its target is protected', (row, record) => {
  expect(rowsOf(record)).toContain(`finding ${row}`);
});

test.each(tampering)('%s is not reported where its target is not protected', (_, record) => {
  expect(rowsOf(record, nothingKnown)).toEqual([]);
});

test.each(tampering)('%s is an attempt where it failed', (row, record) => {
  expect(rowsOf({ ...record, errorCode: 'AccessDenied' })).toContain(`attempt ${row}`);
});

test.each(tampering)('%s on an unknown target is not reported', (_, record) => {
  const bare = { ...record, requestParameters: null, serviceEventDetails: null };
  const found = rowsOf(bare).filter((one) => one.startsWith('finding'));
  // Account-wide calls say by their record which account they hit.
  expect(found).toEqual(
    record.eventName === 'DeleteAccountPublicAccessBlock' ? ['finding S3-09'] : [],
  );
});

test.each([
  ['a long lifecycle', lifecycle(expiring(730))],
  ['a lifecycle of other objects', lifecycle(expiring(1, 'athena/'))],
  ['a lifecycle that is off', lifecycle({ ...expiring(1), Status: 'Disabled' })],
  [
    'a lifecycle to cheaper storage',
    lifecycle({ Status: 'Enabled', Filter: '', Transition: { Days: 1 } }),
  ],
  [
    'a policy that lets CloudTrail write',
    policy(...whole, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ],
  [
    'versioning turned on',
    s3('PutBucketVersioning', {
      VersioningConfiguration: { Status: 'Enabled', MfaDelete: 'Disabled' },
    }),
  ],
  [
    'MFA delete turned on, as its root does',
    byRoot(versioning({ Status: 'Enabled', MfaDelete: 'Enabled' })),
  ],
  ['versioning turned on by the root', byRoot(versioning({ Status: 'Enabled' }))],
  ['a lifecycle taken away, after which nothing expires', s3('DeleteBucketLifecycle')],
  [
    'key material without an end',
    kms('ImportKeyMaterial', { expirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }),
  ],
  ['a log group protected from deletion', protection({ deletionProtectionEnabled: true })],
  ...['sqs', 'lambda', 'firehose'].map(
    (protocol) =>
      [
        `a reader of the same account, by ${protocol}`,
        subscribe({ protocol, endpoint: `arn:aws:${protocol}:us-east-1:111122223333:reader` }),
      ] as const,
  ),
  [
    'access logging turned on',
    s3('PutBucketLogging', { BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'x' } } }),
  ],
  ['other objects deleted', s3('DeleteObject', { key: 'athena/x.csv' })],
  [
    'CloudTrail itself writing',
    {
      ...s3('PutObject', { key }),
      userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
    },
  ],
  ['longer retention', logs('PutRetentionPolicy', { retentionInDays: 365 })],
  [
    'the same name in another account',
    { ...call('events', 'DisableRule', { name: 'forward' }), recipientAccountId: '444455556666' },
  ],
  [
    'more concurrency',
    call('lambda', 'PutFunctionConcurrency20171031', {
      functionName: 'responder',
      reservedConcurrentExecutions: 10,
    }),
  ],
])('%s is not reported', (_, record) => {
  expect(rowsOf(record)).toEqual([]);
});

const allow = (more: object) => ({ Effect: 'Allow', Action: 'kms:*', Resource: '*', ...more });
const keyPolicy = (...more: object[]) =>
  kms('PutKeyPolicy', {
    policy: JSON.stringify({ Statement: [{ ...writes, Action: 'kms:*' }, ...more] }),
  });
const topicPolicy = (...Statement: object[]) =>
  call('sns', 'SetTopicAttributes', {
    topicArn,
    attributeName: 'Policy',
    attributeValue: JSON.stringify({ Statement }),
  });
const publish = { ...writes, Action: 'sns:Publish' };
const owner = { StringEquals: { 'AWS:SourceOwner': '111122223333' } };
const ifAny = { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } };

test.each([
  ['a key for everybody', keyPolicy(allow({ Principal: { AWS: '*' } })), true],
  ['a key for all but one', keyPolicy(allow({ NotPrincipal: { AWS: 'x' } })), true],
  [
    'a key for callers that bring no such condition key',
    keyPolicy(allow({ Principal: '*', Condition: ifAny })),
    true,
  ],
  ['a key for another account', keyPolicy(allow({ Principal: { AWS: '999988887777' } })), false],
  ['a topic for everybody', topicPolicy(publish, { ...publish, Principal: '*' }), true],
  [
    'a topic for another account',
    topicPolicy(publish, { ...publish, Principal: { AWS: 'arn:aws:iam::999988887777:root' } }),
    false,
  ],
  [
    'a topic with its default policy',
    topicPolicy({ ...publish, Principal: { AWS: '*' }, Condition: owner }),
    false,
  ],
  ['a bucket for everybody', policy(...whole, { ...writes, Principal: '*', Action: 's3:*' }), true],
])('%s is found, as shown or as changed', (_, record, shown) => {
  expect(judged(record)).toMatchObject([{ kind: 'finding', shown }]);
});

test.each([
  [
    'the account itself, and callers through a service of it',
    keyPolicy(
      allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      allow({
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } },
      }),
    ),
  ],
  [
    'everybody of the organization',
    topicPolicy(publish, {
      ...publish,
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    }),
  ],
])('a policy for %s opens nothing', (_, record) => {
  expect(rowsOf(record)).toEqual([]);
});

test('a denied call is an attempt on what its message names', () => {
  const denied = (arn: string) =>
    rowsOf({
      ...aRecord({ source: 'events', name: 'DisableRule', errorCode: 'AccessDenied' }),
      errorMessage: `User: x is not authorized to perform: events:DisableRule on resource: ${arn} because no identity-based policy allows it`,
    });
  expect(denied('arn:aws:events:us-east-1:111122223333:rule/forward')).toEqual(['attempt GRD-01']);
  expect(denied('arn:aws:events:us-east-1:111122223333:rule/other')).toEqual([]);
});

test('a denied call on an unknown target is counted once and not listed', () => {
  const record = aRecord({ source: 'iam', name: 'DeleteRole', errorCode: 'AccessDenied' });
  expect(rowsOf(record)).toEqual(['unattributed GRD-04']);
});
