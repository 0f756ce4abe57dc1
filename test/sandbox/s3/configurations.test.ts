import {
  CreateBucketCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketReplicationCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketReplicationCommand,
  PutBucketRequestPaymentCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DeletePublicAccessBlockCommand as DeleteAccountBlockCommand } from '@aws-sdk/client-s3-control';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BucketsUnderTest, bucketsUnderTest, logArchive, logs } from './buckets-under-test';

const Bucket = logs;
let under: BucketsUnderTest;
let s3: S3Client;

beforeAll(async () => {
  under = await bucketsUnderTest();
  s3 = under.s3(logArchive);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket: 'copies', ObjectLockEnabledForBucket: true }));
});
afterAll(() => under.close());

test('a new bucket answers for each configuration that was never set as AWS does', async () => {
  const refused = (name: string) => expect.objectContaining({ name });
  await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toEqual(
    refused('NoSuchLifecycleConfiguration'),
  );
  await expect(s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).rejects.toEqual(
    refused('ObjectLockConfigurationNotFoundError'),
  );
  await expect(s3.send(new GetBucketReplicationCommand({ Bucket }))).rejects.toEqual(
    refused('ReplicationConfigurationNotFoundError'),
  );
  await expect(s3.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toEqual(
    refused('NoSuchTagSet'),
  );
  expect(await s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BucketKeyEnabled: false,
        },
      ],
    },
  });
  expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
  });
  expect(await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).toMatchObject({
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  });
  expect(await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).toMatchObject({
    Payer: 'BucketOwner',
  });
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).not.toHaveProperty('Status');
  expect(await s3.send(new GetBucketLoggingCommand({ Bucket }))).not.toHaveProperty(
    'LoggingEnabled',
  );
});

test('lifecycle rules are returned as they were put, and the record has AWS’s name of the call', async () => {
  const rule = (ID: string, Prefix: string) =>
    ({ ID, Status: 'Enabled', Filter: { Prefix }, Expiration: { Days: 1 } }) as const;
  const put = (...Rules: ReturnType<typeof rule>[]) =>
    s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }),
    );
  await put(rule('1', 'AWSLogs/'));
  expect(await under.recordOf(logArchive, 'PutBucketLifecycle')).toMatchObject({
    eventSource: 's3.amazonaws.com',
    readOnly: false,
    requestParameters: {
      bucketName: Bucket,
      Host: `${Bucket}.s3.us-east-1.amazonaws.com`,
      lifecycle: '',
      LifecycleConfiguration: {
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        Rule: {
          ID: '1',
          Status: 'Enabled',
          Expiration: { Days: 1 },
          Filter: { Prefix: 'AWSLogs/' },
        },
      },
    },
    responseElements: null,
    resources: [{ accountId: logArchive, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${Bucket}` }],
  });
  await put(rule('a', 'AWSLogs/'), rule('b', ''));
  const get = new GetBucketLifecycleConfigurationCommand({ Bucket });
  expect(await s3.send(get)).toMatchObject({
    Rules: [rule('a', 'AWSLogs/'), rule('b', '')],
    TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
  });
  await expect(put()).rejects.toMatchObject({ name: 'MalformedXML' });
  await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
  await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
  await expect(s3.send(get)).rejects.toMatchObject({ name: 'NoSuchLifecycleConfiguration' });
});

test('versioning, Object Lock and replication depend on one another as in S3', async () => {
  const version = (Status: 'Enabled' | 'Suspended', more = {}) =>
    s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status }, ...more }),
    );
  const lock = new PutObjectLockConfigurationCommand({
    Bucket,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } },
    },
  });
  const replicate = new PutBucketReplicationCommand({
    Bucket,
    ReplicationConfiguration: {
      Role: `arn:aws:iam::${logArchive}:role/replication`,
      Rules: [
        {
          ID: 'copy',
          Status: 'Enabled',
          Priority: 0,
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          Destination: { Bucket: 'arn:aws:s3:::copies' },
        },
      ],
    },
  });
  await expect(s3.send(lock)).rejects.toMatchObject({ name: 'InvalidBucketState' });
  await expect(s3.send(replicate)).rejects.toMatchObject({ name: 'InvalidRequest' });
  await version('Enabled');
  await s3.send(lock);
  await s3.send(replicate);
  expect(await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).toMatchObject({
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } } },
  });
  const replication = await s3.send(new GetBucketReplicationCommand({ Bucket }));
  expect(replication.ReplicationConfiguration).toEqual(replicate.input.ReplicationConfiguration);
  await expect(version('Suspended')).rejects.toMatchObject({ name: 'InvalidBucketState' });
  const withMfa = { VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' } } as const;
  await expect(version('Enabled', withMfa)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: 'Mfa Authentication must be used for this request',
  });
  const root = under.s3(logArchive, { as: 'root' });
  await root.send(new PutBucketVersioningCommand({ Bucket, ...withMfa, MFA: 'serial 123456' }));
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({
    Status: 'Enabled',
    MFADelete: 'Enabled',
  });
  await s3.send(new DeleteBucketReplicationCommand({ Bucket }));
});

test('encryption, payment, logging, notifications and tags can be put, read and removed', async () => {
  const KMSMasterKeyID = `arn:aws:kms:us-east-1:${logArchive}:key/0a1b2c3d-1111-4222-8333-444455556666`;
  const Rules = [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID },
      BucketKeyEnabled: true,
    },
  ] as const;
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: { Rules: [...Rules] },
    }),
  );
  const encryption = new GetBucketEncryptionCommand({ Bucket });
  expect((await s3.send(encryption)).ServerSideEncryptionConfiguration).toEqual({ Rules });
  await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
  expect(JSON.stringify(await s3.send(encryption))).toContain('AES256');

  const RequestPaymentConfiguration = { Payer: 'Requester' } as const;
  await s3.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration }));
  expect(await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).toMatchObject(
    RequestPaymentConfiguration,
  );

  const log = (TargetBucket: string) =>
    s3.send(
      new PutBucketLoggingCommand({
        Bucket,
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: 'access/' } },
      }),
    );
  await expect(log('nowhere')).rejects.toMatchObject({ name: 'InvalidTargetBucketForLogging' });
  await log('copies');
  expect(await s3.send(new GetBucketLoggingCommand({ Bucket }))).toMatchObject({
    LoggingEnabled: { TargetBucket: 'copies', TargetPrefix: 'access/' },
  });
  await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }));
  expect(await s3.send(new GetBucketLoggingCommand({ Bucket }))).not.toHaveProperty(
    'LoggingEnabled',
  );

  const NotificationConfiguration = { EventBridgeConfiguration: {} };
  await s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }),
  );
  expect(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }))).toMatchObject(
    NotificationConfiguration,
  );

  const TagSet = [{ Key: 'owner', Value: 'security' }];
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  const tags = new GetBucketTaggingCommand({ Bucket });
  expect((await s3.send(tags)).TagSet).toEqual(TagSet);
  await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
  await expect(s3.send(tags)).rejects.toMatchObject({ name: 'NoSuchTagSet' });
});

test('a bucket becomes public only after its ownership and both public access blocks are removed', async () => {
  const publish = () => s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
  await expect(publish()).rejects.toMatchObject({ name: 'AccessControlListNotSupported' });
  await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
  await expect(s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).rejects.toMatchObject({
    name: 'OwnershipControlsNotFoundError',
  });
  await expect(publish()).rejects.toMatchObject({ name: 'AccessDenied' });
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await expect(s3.send(new GetPublicAccessBlockCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchPublicAccessBlockConfiguration',
  });
  await expect(publish()).rejects.toMatchObject({ name: 'AccessDenied' });
  const ofAccount = new DeleteAccountBlockCommand({ AccountId: logArchive });
  await under.s3control(logArchive).send(ofAccount);
  const own = await s3.send(new GetBucketAclCommand({ Bucket }));
  expect(own.Grants).toEqual([
    { Grantee: { ID: own.Owner?.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
  ]);
  await publish();
  expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toContainEqual({
    Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers', Type: 'Group' },
    Permission: 'READ',
  });
  expect(await under.recordOf(logArchive, 'PutBucketAcl')).toMatchObject({
    requestParameters: { bucketName: Bucket, acl: '', 'x-amz-acl': 'public-read' },
  });

  const enforce = new PutBucketOwnershipControlsCommand({
    Bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  });
  await expect(s3.send(enforce)).rejects.toMatchObject({
    name: 'InvalidBucketAclWithObjectOwnership',
  });
  const { Owner, Grants } = own;
  await s3.send(
    new PutBucketAclCommand({ Bucket, AccessControlPolicy: { Owner, Grants: Grants ?? [] } }),
  );
  await s3.send(enforce);
  const PublicAccessBlockConfiguration = { BlockPublicAcls: true, BlockPublicPolicy: true };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  expect(await under.recordOf(logArchive, 'PutBucketPublicAccessBlock')).toMatchObject({
    requestParameters: { publicAccessBlock: '', PublicAccessBlockConfiguration },
  });
});

test('where configurations go back, some reads of a while are of the one before', async () => {
  const { world } = under.sandbox;
  const tagged = async () => {
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    return TagSet?.[0]?.Value;
  };
  const put = (Value: string) =>
    s3.send(
      new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'stage', Value }] } }),
    );
  await put('old');
  world.s3.configurationsGoBackForMilliseconds = 10_000;
  await put('new');
  world.s3.configurationsGoBackForMilliseconds = 0;
  expect([await tagged(), await tagged(), await tagged()]).toEqual(['old', 'new', 'old']);
  world.clock.advance(10_000);
  expect([await tagged(), await tagged()]).toEqual(['new', 'new']);
});
