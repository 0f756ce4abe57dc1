import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

const Bucket = 'conformance-configured';
const policyOf = ({ member }: Place) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Deny',
      Effect: 'Deny',
      Principal: { AWS: `arn:aws:iam::${member.id}:root` },
      Action: 's3:DeleteObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    },
  ],
});

type Ask = (s3: Clients['s3'], place: Place) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ s3 }, place) => ask(s3, place),
});

const asCreated = [
  step('CreateBucket', (on) => on.send(new CreateBucketCommand({ Bucket }))),
  step('GetBucketAcl', (on) => on.send(new GetBucketAclCommand({ Bucket }))),
  step('GetBucketVersioning of a new bucket', (on) =>
    on.send(new GetBucketVersioningCommand({ Bucket })),
  ),
  step('GetBucketEncryption of a new bucket', (on) =>
    on.send(new GetBucketEncryptionCommand({ Bucket })),
  ),
  step('GetBucketLifecycleConfiguration of a new bucket', (on) =>
    on.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
  ),
  step('GetBucketLogging of a new bucket', (on) =>
    on.send(new GetBucketLoggingCommand({ Bucket })),
  ),
  step('GetBucketNotificationConfiguration of a new bucket', (on) =>
    on.send(new GetBucketNotificationConfigurationCommand({ Bucket })),
  ),
  step('GetBucketOwnershipControls of a new bucket', (on) =>
    on.send(new GetBucketOwnershipControlsCommand({ Bucket })),
  ),
  step('GetPublicAccessBlock of a new bucket', (on) =>
    on.send(new GetPublicAccessBlockCommand({ Bucket })),
  ),
  step('GetBucketPolicy of a new bucket', (on) => on.send(new GetBucketPolicyCommand({ Bucket }))),
  step('GetBucketReplication of a new bucket', (on) =>
    on.send(new GetBucketReplicationCommand({ Bucket })),
  ),
  step('GetBucketRequestPayment of a new bucket', (on) =>
    on.send(new GetBucketRequestPaymentCommand({ Bucket })),
  ),
  step('GetBucketTagging of a new bucket', (on) =>
    on.send(new GetBucketTaggingCommand({ Bucket })),
  ),
  step('GetObjectLockConfiguration of a new bucket', (on) =>
    on.send(new GetObjectLockConfigurationCommand({ Bucket })),
  ),
];

const configured = [
  step('PutBucketVersioning', (on) =>
    on.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    ),
  ),
  step('GetBucketVersioning', (on) => on.send(new GetBucketVersioningCommand({ Bucket }))),
  step('PutBucketLifecycleConfiguration', (on) =>
    on.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [
            { ID: 'keep', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 365 } },
          ],
        },
      }),
    ),
  ),
  step('GetBucketLifecycleConfiguration', (on) =>
    on.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
  ),
  step('DeleteBucketLifecycle', (on) => on.send(new DeleteBucketLifecycleCommand({ Bucket }))),
  step('PutBucketEncryption', (on) =>
    on.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
        },
      }),
    ),
  ),
  step('GetBucketEncryption', (on) => on.send(new GetBucketEncryptionCommand({ Bucket }))),
  step('PutBucketPolicy', (on, place) =>
    on.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policyOf(place)) })),
  ),
  step('GetBucketPolicy', (on) => on.send(new GetBucketPolicyCommand({ Bucket }))),
  step('PutBucketPolicy that is no JSON', (on) =>
    on.send(new PutBucketPolicyCommand({ Bucket, Policy: 'no policy' })),
  ),
  step('DeleteBucketPolicy', (on) => on.send(new DeleteBucketPolicyCommand({ Bucket }))),
  step('PutBucketTagging', (on) =>
    on.send(
      new PutBucketTaggingCommand({
        Bucket,
        Tagging: { TagSet: [{ Key: 'owner', Value: 'security' }] },
      }),
    ),
  ),
  step('GetBucketTagging', (on) => on.send(new GetBucketTaggingCommand({ Bucket }))),
  step('PutPublicAccessBlock', (on) =>
    on.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
      }),
    ),
  ),
  step('GetPublicAccessBlock', (on) => on.send(new GetPublicAccessBlockCommand({ Bucket }))),
  step('DeletePublicAccessBlock', (on) => on.send(new DeletePublicAccessBlockCommand({ Bucket }))),
];

const gone = [
  step('DeleteBucket', (on) => on.send(new DeleteBucketCommand({ Bucket }))),
  step('GetBucketVersioning of a bucket that is gone', (on) =>
    on.send(new GetBucketVersioningCommand({ Bucket })),
  ),
];

export const s3Calls: readonly Call[] = as('member', ...asCreated, ...configured, ...gone);
