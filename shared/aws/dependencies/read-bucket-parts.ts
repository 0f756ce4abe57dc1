import {
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
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { LogBucketPart, LogBucketState, OwnBucket } from '../../domain/log-bucket';
import { asked } from '../classify';
import {
  aclFrom,
  encryptionFrom,
  lifecycleFrom,
  notificationsFrom,
  publicAccessBlockFrom,
  replicationFrom,
  tagsFrom,
} from './bucket-configurations-from';
import { orNone, plain } from './plain';
import { readAccountBlock } from './read-account-block';
import type { ServiceClients } from './service-clients';

export type BucketClients = Pick<ServiceClients, 's3' | 's3control'>;

type Read<P extends LogBucketPart> = (
  clients: BucketClients,
  bucket: OwnBucket,
) => Promise<NonNullable<LogBucketState[P]>>;

/** One read for each part. "There is no such configuration" is an empty part, not a failure. */
const readers: { readonly [P in LogBucketPart]: Read<P> } = {
  lifecycle: ({ s3 }, bucket) =>
    orNone(
      s3.send(new GetBucketLifecycleConfigurationCommand(bucket)),
      'NoSuchLifecycleConfiguration',
    ).then(lifecycleFrom),
  policy: ({ s3 }, bucket) =>
    orNone(s3.send(new GetBucketPolicyCommand(bucket)), 'NoSuchBucketPolicy').then(
      ({ Policy = '' }) => Policy,
    ),
  objectLock: ({ s3 }, bucket) =>
    orNone(
      s3.send(new GetObjectLockConfigurationCommand(bucket)),
      'ObjectLockConfigurationNotFoundError',
    ).then(({ ObjectLockConfiguration = {} }) => plain(ObjectLockConfiguration)),
  encryption: ({ s3 }, bucket) =>
    orNone(
      s3.send(new GetBucketEncryptionCommand(bucket)),
      'ServerSideEncryptionConfigurationNotFoundError',
    ).then(encryptionFrom),
  payer: ({ s3 }, bucket) =>
    s3.send(new GetBucketRequestPaymentCommand(bucket)).then(({ Payer = 'BucketOwner' }) => Payer),
  replication: ({ s3 }, bucket) =>
    orNone(
      s3.send(new GetBucketReplicationCommand(bucket)),
      'ReplicationConfigurationNotFoundError',
    ).then(replicationFrom),
  acl: ({ s3 }, bucket) => s3.send(new GetBucketAclCommand(bucket)).then(aclFrom),
  publicAccessBlock: ({ s3 }, bucket) =>
    orNone(
      s3.send(new GetPublicAccessBlockCommand(bucket)),
      'NoSuchPublicAccessBlockConfiguration',
    ).then(publicAccessBlockFrom),
  accountPublicAccessBlock: ({ s3control }, { ExpectedBucketOwner }) =>
    readAccountBlock(s3control, ExpectedBucketOwner),
  // Without controls an object belongs to its writer. [D] about-object-ownership
  ownership: ({ s3 }, bucket) =>
    orNone(
      s3.send(new GetBucketOwnershipControlsCommand(bucket)),
      'OwnershipControlsNotFoundError',
    ).then(
      ({ OwnershipControls }) => OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? 'ObjectWriter',
    ),
  logging: ({ s3 }, bucket) =>
    s3
      .send(new GetBucketLoggingCommand(bucket))
      .then(({ LoggingEnabled = {} }) => plain(LoggingEnabled)),
  notifications: ({ s3 }, bucket) =>
    s3.send(new GetBucketNotificationConfigurationCommand(bucket)).then(notificationsFrom),
  tags: ({ s3 }, bucket) =>
    orNone(s3.send(new GetBucketTaggingCommand(bucket)), 'NoSuchTagSet').then(tagsFrom),
};

/** Rejects with the error of the read, which names its call. */
export async function readBucketPart(
  part: LogBucketPart,
  clients: BucketClients,
  bucket: OwnBucket,
): Promise<Partial<LogBucketState>> {
  const read: Read<LogBucketPart> = readers[part];
  return { [part]: await asked(PERMISSION[part], read(clients, bucket)) };
}

/** Each read as IAM spells it, which is what a person has to allow. */
const PERMISSION: Readonly<Record<LogBucketPart, string>> = {
  lifecycle: 's3:GetLifecycleConfiguration',
  policy: 's3:GetBucketPolicy',
  objectLock: 's3:GetBucketObjectLockConfiguration',
  encryption: 's3:GetEncryptionConfiguration',
  payer: 's3:GetBucketRequestPayment',
  replication: 's3:GetReplicationConfiguration',
  acl: 's3:GetBucketAcl',
  publicAccessBlock: 's3:GetBucketPublicAccessBlock',
  accountPublicAccessBlock: 's3:GetAccountPublicAccessBlock',
  ownership: 's3:GetBucketOwnershipControls',
  logging: 's3:GetBucketLogging',
  notifications: 's3:GetBucketNotification',
  tags: 's3:GetBucketTagging',
};
