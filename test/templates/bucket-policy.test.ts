import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, type Template } from '../../services/cli/local/template';
import { allowedActions } from './allowed-actions';
import { callsOf, type FileCalls, together } from './calls-of';
import { roleStatements } from './statements';

let central: Template;
let files: readonly FileCalls[];
beforeAll(async () => {
  central = (await packageService()).template;
  files = await callsOf('services/playbooks/bucket-policy/handler.ts', ROOT);
});

const ROLE = 'trailwarden-bucket-policy';
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
/** Made with the role of the member, whose template allows them. */
const IN_MEMBERS = /^(s3:|cloudtrail:|config:)/;

const statementsFor = (action: string) =>
  roleStatements(central, ROLE).filter(({ Action }) => [Action].flat().includes(action));

test('the playbook’s role allows exactly the calls that its code makes in its own account', () => {
  const calls = together(files).filter((call) => !IN_MEMBERS.test(call));
  expect(allowedActions(central, ROLE)).toEqual([...calls, ...LOG].sort());
});

test('in members the playbook reads and writes whom a bucket lets in, and nothing else of it', () => {
  expect(together(files).filter((call) => IN_MEMBERS.test(call))).toEqual([
    'cloudtrail:LookupEvents',
    'config:GetResourceConfigHistory',
    's3:DeleteBucketPolicy',
    's3:GetBucketAcl',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketTagging',
    's3:PutBucketAcl',
    's3:PutBucketOwnershipControls',
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
  ]);
  expect(statementsFor('sts:AssumeRole')).toMatchObject([
    {
      Resource: { 'Fn::Sub': expect.stringMatching(/:role\/trailwarden-bucket-guard$/) },
      Condition: { StringEquals: { 'aws:ResourceOrgID': { Ref: 'OrganizationId' } } },
    },
  ]);
});

test('the playbook writes on incidents and declares exemptions, and cannot write a baseline', () => {
  const [incidents, exemptions, ...others] = statementsFor('dynamodb:UpdateItem');
  expect(others).toEqual([]);
  expect(incidents?.Condition).toEqual({
    // By its keys the responder knows its calls.
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['INCIDENT#*', 'OWN-KEYS#*'] },
  });
  expect(exemptions?.Condition).toEqual({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ACCOUNT#*'] },
    'ForAllValues:StringEquals': {
      'dynamodb:Attributes': expect.not.arrayContaining(['baseline']),
    },
  });
});

test('the machine may invoke its function, and is the only machine that may become its role', () => {
  expect(roleStatements(central, 'trailwarden-bucket-policy-machine')).toEqual([
    {
      Sid: 'DoTheWorkOfAState',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: { 'Fn::GetAtt': ['BucketPolicyLambdaFunction', 'Arn'] },
    },
  ]);
  expect(property(central, 'BucketPolicyMachineRole', 'AssumeRolePolicyDocument')).toMatchObject({
    Statement: [
      {
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          ArnLike: { 'aws:SourceArn': { 'Fn::Sub': expect.stringContaining(':stateMachine:') } },
        },
      },
    ],
  });
});

test('the seal is the playbook’s only where it is deployed', () => {
  const policy = JSON.stringify(
    ['SigningKey', 'SealKey'].map((key) => property(central, key, 'KeyPolicy')),
  );
  expect(
    policy.match(/"Fn::If":\["HasBucketGuard",\{"Fn::Sub":"[^"]+bucket-policy"\}/g),
  ).toHaveLength(2);
});

test('without the parameter there is no resource, right or variable of it', () => {
  expect(central.Parameters.BucketGuard?.Default).toBe('none');
  expect(central.Conditions?.HasBucketGuard).toEqual({
    'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'BucketGuard' }, 'none'] }],
  });
  const standing = Object.entries(central.Resources).filter(
    ([, { Condition }]) => !GUARDED.has(Condition ?? ''),
  );
  const left = JSON.stringify(without(standing));
  const words = ['bucket-policy', 'BucketPolicyMachine', 'BucketPolicyRole', '"states:'];
  const others = ['PLAYBOOKS', 'access-analyzer', 'bucket-guard', 'BucketAnswerMinutes'];
  // Not as texts that contain each other: a failure would print the whole template.
  expect([...words, ...others].filter((word) => left.includes(word))).toEqual([]);
});

/** They do not hold when BucketGuard is none. */
const GUARDED = new Set(['HasBucketGuard', 'HasBucketStackSet', 'HasPlaybooks']);

/** With every choice by the condition decided against it. */
function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  if ((value as { Ref?: string }).Ref === 'AWS::NoValue') return undefined;
  const { 'Fn::If': choice } = value as { 'Fn::If'?: readonly [string, unknown, unknown] };
  if (choice && GUARDED.has(choice[0])) return without(choice[2]);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, without(one)]));
}
