import { AccessAnalyzerClient, CheckNoPublicAccessCommand } from '@aws-sdk/client-accessanalyzer';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let analyzer: AccessAnalyzerClient;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  const settings = { endpoint, credentials: credentials(payments), maxAttempts: 1 };
  analyzer = new AccessAnalyzerClient({ region: 'us-east-1', ...settings });
});
afterAll(async () => {
  analyzer.destroy();
  await organization.sandbox.close();
});

const check = (policyDocument: string) =>
  analyzer.send(
    new CheckNoPublicAccessCommand({ policyDocument, resourceType: 'AWS::S3::Bucket' }),
  );
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const everybody = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::x/*',
  ...more,
});

test('the statements that open a bucket are named, by their Sid where they have one', async () => {
  const own = everybody({ Principal: { AWS: `arn:aws:iam::${payments}:root` } });
  expect(await check(policy(own))).toMatchObject({
    result: 'PASS',
    message: 'The resource policy does not grant public access for the given resource type.',
  });
  const found = await check(policy(own, everybody(), everybody({ Sid: 'Bob' })));
  expect(found).toMatchObject({
    result: 'FAIL',
    message: 'The resource policy grants public access for the given resource type.',
    reasons: [
      {
        statementIndex: 1,
        description: 'Public access granted in the following statement with index: 1.',
      },
      {
        statementIndex: 2,
        statementId: 'Bob',
        description: 'Public access granted in the following statement with sid: Bob.',
      },
    ],
  });
});

/** [D] access-control-block-public-access, "The meaning of public"; `SourceOwner` and `vpc-*` as AWS answered. */
const conditions: readonly (readonly [what: string, condition: object, result: string])[] = [
  ['a VPC', { StringEquals: { 'aws:SourceVpc': 'vpc-91237329' } }, 'PASS'],
  ['any VPC', { StringLike: { 'aws:SourceVpc': 'vpc-*' } }, 'FAIL'],
  ['a VPC, if any', { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-91237329' } }, 'FAIL'],
  ['a VPC of a variable', { StringEquals: { 'aws:SourceVpc': `\${aws:PrincipalTag/v}` } }, 'FAIL'],
  ['a range of /8', { IpAddress: { 'aws:SourceIp': '11.0.0.0/8' } }, 'PASS'],
  ['half of the internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }, 'FAIL'],
  ['all but a range', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, 'FAIL'],
  ['an owner', { StringEquals: { 'aws:SourceOwner': payments } }, 'FAIL'],
  ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }, 'PASS'],
  ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }, 'FAIL'],
  [
    'access points of an account',
    { ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:us-west-2:${payments}:accesspoint/*` } },
    'PASS',
  ],
];

test.each(conditions)('everybody with %s', async (_, Condition, result) => {
  expect(await check(policy(everybody({ Condition })))).toMatchObject({ result });
});

test('what is no JSON, no policy or no known type is refused', async () => {
  await expect(check('{')).rejects.toMatchObject({
    name: 'InvalidParameterException',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(check('{"Statement":[{"Effect":"Perhaps"}]}')).rejects.toMatchObject({
    name: 'UnprocessableEntityException',
    $metadata: { httpStatusCode: 422 },
  });
  const other = new CheckNoPublicAccessCommand({
    policyDocument: policy(everybody()),
    resourceType: 'AWS::SQS::Queue',
  });
  await expect(analyzer.send(other)).rejects.toMatchObject({ name: 'NotEmulated' });
});
