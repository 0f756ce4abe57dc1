import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, resourcesOfType, type Template } from '../../services/cli/local/template';
import { allowedActions } from './allowed-actions';
import { callsOf, type FileCalls, together } from './calls-of';
import { roleStatements } from './statements';

let central: Template;
let files: readonly FileCalls[];
beforeAll(async () => {
  central = (await packageService()).template;
  files = await callsOf('services/investigator/handler.ts', ROOT);
});

const ROLE = 'trailwarden-investigator';

/** What Lambda, and SQS and S3 for what is encrypted, ask on the function's behalf. */
const BY_OTHERS = new Set([
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
]);

const keysOf = (action: string) =>
  roleStatements(central, ROLE)
    .filter(({ Action }) => [Action].flat().includes(action))
    .map(({ Condition }) => Condition);

test('the investigator may keep evidence and write on incidents, and no baseline or exemption', () => {
  const calls = together(files);
  for (const call of ['s3:PutObject', 'sqs:SendMessage', 'sts:AssumeRole']) {
    expect(calls).toContain(call);
  }
  const under = (...prefixes: readonly string[]) => ({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes },
  });
  expect(keysOf('dynamodb:UpdateItem')).toEqual([under('INCIDENT#*')]);
  // The last is on an index, in which nothing but incidents is found.
  expect(keysOf('dynamodb:Query')).toEqual([
    under('INCIDENT#*'),
    under('COVERAGE#*', 'OWN-KEYS#*'),
    undefined,
  ]);
});

test('the investigator is allowed nothing that its code does not call', () => {
  const calls = new Set(together(files));
  const idle = allowedActions(central, ROLE).filter(
    (action) => !calls.has(action) && !BY_OTHERS.has(action),
  );
  expect(idle).toEqual([]);
});

test('the investigator may assume only the reader roles of the organization', () => {
  const assumed = roleStatements(central, ROLE).filter(({ Action }) => Action === 'sts:AssumeRole');
  expect(assumed).toMatchObject([
    {
      Resource: { 'Fn::Sub': expect.stringMatching(/:role\/trailwarden-reader$/) },
      Condition: { StringEquals: { 'aws:ResourceOrgID': { Ref: 'OrganizationId' } } },
    },
  ]);
});

test('evidence is versioned, locked, encrypted with a key of its own, and outlives the stack', () => {
  expect(central.Resources.EvidenceBucket).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      VersioningConfiguration: { Status: 'Enabled' },
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        Rule: {
          DefaultRetention: { Mode: { Ref: 'EvidenceLock' }, Days: { Ref: 'EvidenceDays' } },
        },
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  });
  expect(JSON.stringify(property(central, 'EvidenceBucket', 'BucketEncryption'))).toContain(
    '"EvidenceKey","Arn"',
  );
  expect(central.Resources.EvidenceKey).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate' });
});

test('only the investigator adds to the evidence, and no role bypasses its lock', () => {
  const { Statement } = property<{
    readonly Statement: readonly { readonly Sid: string; readonly Effect: string }[];
  }>(central, 'EvidenceBucketPolicy', 'PolicyDocument');
  expect(Statement.map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
    ['OnlyOverTls', 'Deny'],
    ['OnlyTheInvestigatorWrites', 'Deny'],
    ['NobodyShortensTheLock', 'Deny'],
  ]);
  expect(Statement[1]).toMatchObject({
    Action: 's3:PutObject',
    Condition: {
      ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': ['InvestigatorRole', 'Arn'] } },
    },
  });
});

test('the stream wakes the investigator for incidents only, and a record that fails is not lost', () => {
  const streams = resourcesOfType(central, 'AWS::Lambda::EventSourceMapping').filter(
    ([id]) => id.startsWith('Investigator') && id.includes('Dynamodb'),
  );
  expect(streams.map(([, { Properties }]) => Properties)).toMatchObject([
    {
      EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
      BisectBatchOnFunctionError: true,
      FilterCriteria: {
        Filters: [
          { Pattern: '{"dynamodb":{"NewImage":{"sk":{"S":["INCIDENT"]},"news":{"S":["yes"]}}}}' },
        ],
      },
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': ['InvestigationsDeadLettersQueue', 'Arn'] } },
      },
    },
  ]);
});

test('an investigation stays invisible for six times the timeout', () => {
  const timeout = property<number>(central, 'InvestigatorLambdaFunction', 'Timeout');
  const visibility = property<number>(central, 'InvestigationsQueue', 'VisibilityTimeout');
  expect(visibility).toBeGreaterThanOrEqual(6 * timeout);
});
