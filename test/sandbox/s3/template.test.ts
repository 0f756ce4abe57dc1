import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deleteStack } from '../../../services/sandbox/cloudformation/delete-stack';
import { deployStack } from '../../../services/sandbox/cloudformation/deploy-stack';
import { type BucketsUnderTest, bucketsUnderTest, logArchive } from './buckets-under-test';

let under: BucketsUnderTest;
beforeAll(async () => {
  under = await bucketsUnderTest();
});
afterAll(() => under.close());

const template = `
Resources:
  Evidence:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: evidence-by-template
      ObjectLockEnabled: true
      ObjectLockConfiguration:
        ObjectLockEnabled: Enabled
        Rule: { DefaultRetention: { Mode: GOVERNANCE, Days: 30 } }
      LifecycleConfiguration:
        Rules:
          - { Status: Enabled, Prefix: AWSLogs/, ExpirationInDays: 400, Transitions: [{ StorageClass: GLACIER, TransitionInDays: 90 }] }
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true }
      Tags: [{ Key: owner, Value: security }]
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Evidence
      PolicyDocument:
        Statement:
          - { Effect: Deny, Principal: '*', Action: s3:DeleteObject, Resource: !Sub '\${Evidence.Arn}/*' }
`;

test('a bucket of a template can be used through the API, and is deleted with its stack', async () => {
  const stack = { accountId: logArchive, region: 'us-east-1', stackName: 'evidence' };
  const made = await deployStack(under.sandbox, { ...stack, template });
  expect(made.resources.map(({ inert }) => inert)).toEqual([false, false]);
  const s3 = under.s3(logArchive);
  const Bucket = 'evidence-by-template';
  expect(await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).toMatchObject({
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } },
  });
  expect(await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).toMatchObject({
    Rules: [
      {
        ID: 'rule-1',
        Status: 'Enabled',
        Filter: { Prefix: 'AWSLogs/' },
        Expiration: { Days: 400 },
        Transitions: [{ Days: 90, StorageClass: 'GLACIER' }],
      },
    ],
  });
  expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
    PublicAccessBlockConfiguration: { BlockPublicAcls: false, BlockPublicPolicy: true },
  });
  expect(await s3.send(new GetBucketTaggingCommand({ Bucket }))).toMatchObject({
    TagSet: [{ Key: 'owner', Value: 'security' }],
  });
  const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(Policy).toContain('arn:aws:s3:::evidence-by-template/*');
  await deleteStack(under.sandbox.world, made.stackId);
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
});
