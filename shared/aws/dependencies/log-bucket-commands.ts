import {
  CreateBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketReplicationCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketRequestPaymentCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { LogBucketSteps } from '../../domain/log-bucket';
import { by, type Commands } from './commands';
import { putAccountBlock } from './put-account-block';
import { withDates } from './with-dates';

const putLifecycle = by('s3', PutBucketLifecycleConfigurationCommand);

/** The SDK's command for each write that puts a log bucket back. */
export const logBucketCommands: Commands<LogBucketSteps> = {
  's3:CreateBucket': by('s3', CreateBucketCommand),
  's3:PutBucketTagging': by('s3', PutBucketTaggingCommand),
  's3:PutPublicAccessBlock': by('s3', PutPublicAccessBlockCommand),
  's3control:PutPublicAccessBlock': putAccountBlock,
  's3:PutBucketAcl': by('s3', PutBucketAclCommand),
  's3:PutBucketOwnershipControls': by('s3', PutBucketOwnershipControlsCommand),
  's3:PutBucketPolicy': by('s3', PutBucketPolicyCommand),
  's3:DeleteBucketPolicy': by('s3', DeleteBucketPolicyCommand),
  's3:PutBucketVersioning': by('s3', PutBucketVersioningCommand),
  's3:PutObjectLockConfiguration': by('s3', PutObjectLockConfigurationCommand),
  's3:PutBucketEncryption': by('s3', PutBucketEncryptionCommand),
  's3:PutBucketRequestPayment': by('s3', PutBucketRequestPaymentCommand),
  's3:PutBucketLifecycleConfiguration': (clients, input) => putLifecycle(clients, withDates(input)),
  's3:DeleteBucketLifecycle': by('s3', DeleteBucketLifecycleCommand),
  's3:PutBucketReplication': by('s3', PutBucketReplicationCommand),
  's3:DeleteBucketReplication': by('s3', DeleteBucketReplicationCommand),
  's3:PutBucketLogging': by('s3', PutBucketLoggingCommand),
  's3:PutBucketNotificationConfiguration': by('s3', PutBucketNotificationConfigurationCommand),
};
