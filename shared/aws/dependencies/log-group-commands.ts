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
import type { LogGroupSteps } from '../../domain/log-group';
import { by, type Commands } from './commands';

/** The SDK's command for each write that puts a log group back. */
export const logGroupCommands: Commands<LogGroupSteps> = {
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
};
