import { EnableRegionCommand } from '@aws-sdk/client-account';
import {
  DeregisterOrganizationDelegatedAdminCommand,
  RegisterOrganizationDelegatedAdminCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  AssociateKmsKeyCommand,
  CreateLogGroupCommand,
  DeleteDataProtectionPolicyCommand,
  DeleteRetentionPolicyCommand,
  DeleteSubscriptionFilterCommand,
  DisassociateKmsKeyCommand,
  PutDataProtectionPolicyCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateEventBusCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CancelKeyDeletionCommand,
  EnableKeyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  EnableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
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
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { DependencySteps } from '../../domain/step';
import { putAccountBlock } from './put-account-block';
import type { ServiceClients } from './service-clients';

/** Sends one write with its input as the API spells it. Rejects with the SDK's error. */
type Send = (clients: ServiceClients, input: unknown) => Promise<unknown>;

/** One sender for each call of a kind of subject: the compiler asks for all of them. */
export type Commands<Steps> = { readonly [C in keyof Steps]: Send };

/** A sender of one of the SDK's commands by one of its clients; the step's own type says what its input is. */
export const by =
  (service: keyof ServiceClients, Command: new (input: never) => unknown): Send =>
  (clients, input) => {
    const client = clients[service] as { send: (command: unknown) => Promise<unknown> };
    return client.send(new Command(input as never));
  };

const putLifecycle = by('s3', PutBucketLifecycleConfigurationCommand);

/** EventBridge reports a refused target in an answer of 200. Its code becomes the error's. */
const allOrFail =
  (send: Send): Send =>
  async (clients, input) => {
    const answer = (await send(clients, input)) as Failures;
    const [failed] = answer.FailedEntries ?? [];
    if (failed) throw Object.assign(new Error(failed.ErrorMessage), { name: failed.ErrorCode });
  };

interface Failures {
  readonly FailedEntries?: readonly {
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
  }[];
}

/** The SDK's command for each write that puts something back on which a trail depends. */
export const dependencyCommands: Commands<DependencySteps> = {
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

  'kms:EnableKey': by('kms', EnableKeyCommand),
  'kms:CancelKeyDeletion': by('kms', CancelKeyDeletionCommand),
  'kms:PutKeyPolicy': by('kms', PutKeyPolicyCommand),

  'logs:CreateLogGroup': by('logs', CreateLogGroupCommand),
  'logs:PutRetentionPolicy': by('logs', PutRetentionPolicyCommand),
  'logs:DeleteRetentionPolicy': by('logs', DeleteRetentionPolicyCommand),
  'logs:PutMetricFilter': by('logs', PutMetricFilterCommand),
  'logs:PutSubscriptionFilter': by('logs', PutSubscriptionFilterCommand),
  'logs:DeleteSubscriptionFilter': by('logs', DeleteSubscriptionFilterCommand),
  'logs:AssociateKmsKey': by('logs', AssociateKmsKeyCommand),
  'logs:DisassociateKmsKey': by('logs', DisassociateKmsKeyCommand),
  'logs:PutDataProtectionPolicy': by('logs', PutDataProtectionPolicyCommand),
  'logs:DeleteDataProtectionPolicy': by('logs', DeleteDataProtectionPolicyCommand),

  'sns:CreateTopic': by('sns', CreateTopicCommand),
  'sns:TagResource': by('sns', TagResourceCommand),
  'sns:SetTopicAttributes': by('sns', SetTopicAttributesCommand),
  'sns:Subscribe': by('sns', SubscribeCommand),

  'organizations:EnableAWSServiceAccess': by('organizations', EnableAWSServiceAccessCommand),
  'cloudtrail:RegisterOrganizationDelegatedAdmin': by(
    'cloudtrail',
    RegisterOrganizationDelegatedAdminCommand,
  ),
  'cloudtrail:DeregisterOrganizationDelegatedAdmin': by(
    'cloudtrail',
    DeregisterOrganizationDelegatedAdminCommand,
  ),
  'account:EnableRegion': by('account', EnableRegionCommand),

  'organizations:CreatePolicy': by('organizations', CreatePolicyCommand),
  'organizations:UpdatePolicy': by('organizations', UpdatePolicyCommand),
  'organizations:EnablePolicyType': by('organizations', EnablePolicyTypeCommand),
  'organizations:AttachPolicy': by('organizations', AttachPolicyCommand),

  'events:CreateEventBus': by('events', CreateEventBusCommand),
  'events:UpdateEventBus': by('events', UpdateEventBusCommand),
  'events:PutPermission': by('events', PutPermissionCommand),
  'events:PutRule': by('events', PutRuleCommand),
  'events:PutTargets': allOrFail(by('events', PutTargetsCommand)),
  'events:RemoveTargets': allOrFail(by('events', RemoveTargetsCommand)),
  'iam:CreateRole': by('iam', CreateRoleCommand),
  'iam:UpdateAssumeRolePolicy': by('iam', UpdateAssumeRolePolicyCommand),
  'iam:PutRolePolicy': by('iam', PutRolePolicyCommand),
  'iam:DeleteRolePolicy': by('iam', DeleteRolePolicyCommand),
  'iam:AttachRolePolicy': by('iam', AttachRolePolicyCommand),
  'iam:DetachRolePolicy': by('iam', DetachRolePolicyCommand),
  'iam:PutRolePermissionsBoundary': by('iam', PutRolePermissionsBoundaryCommand),
  'sqs:CreateQueue': by('sqs', CreateQueueCommand),
  'sqs:SetQueueAttributes': by('sqs', SetQueueAttributesCommand),
};

/**
 * The same input with every `Date` of a lifecycle rule as the SDK takes it. A step is data that is written down, in
 * which a date is a text.
 */
function withDates(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withDates);
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      name === 'Date' && typeof value === 'string' ? new Date(value) : withDates(value),
    ]),
  );
}
