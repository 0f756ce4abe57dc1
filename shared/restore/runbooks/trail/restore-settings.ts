import type { Baseline } from '../../../domain/baseline';
import type { Finding } from '../../../domain/finding';
import type { Runbook } from '../../../domain/runbook';
import type { Step, TrailInput } from '../../../domain/step';
import type { TrailSettings } from '../../../domain/trail';
import { trailStep } from './trail-step';

/**
 * One UpdateTrail with the settings that differ, and no other: a setting that a caller does not send stays as it is,
 * and CloudTrail takes one UpdateTrail a second. Settings that AWS accepts only together are sent together.
 */
export const restoreSettings: Runbook<'trail'> = {
  id: 'restore-settings',
  title: 'Put a trail’s settings back',
  subject: 'trail',
  undoes: [
    'redirect-delivery',
    'narrow-regions',
    'demote-organization-trail',
    'turn-off-validation',
    'change-key',
    'disconnect-log-group',
    'disconnect-topic',
  ],
  steps,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'trail'>): Step[] {
  const changed = new Set(findings.flatMap(({ technique }) => settingsOf[technique] ?? []));
  if (changed.size === 0) return [];
  const all = settingsInput(state.settings);
  const input = Object.fromEntries([...changed].map((name) => [name, all[name]]));
  return [trailStep(subject, 'cloudtrail:UpdateTrail', { Name: subject.id, ...input })];
}

const settingsOf: Readonly<Record<string, readonly (keyof Settings)[]>> = {
  'redirect-delivery': ['S3BucketName', 'S3KeyPrefix'],
  'narrow-regions': ['IsMultiRegionTrail', 'IncludeGlobalServiceEvents'],
  'demote-organization-trail': ['IsOrganizationTrail'],
  'turn-off-validation': ['EnableLogFileValidation'],
  'change-key': ['KmsKeyId'],
  'disconnect-log-group': ['CloudWatchLogsLogGroupArn', 'CloudWatchLogsRoleArn'],
  'disconnect-topic': ['SnsTopicName'],
};

type Settings = Required<Omit<TrailInput, 'Name'>>;

/** Every setting as UpdateTrail takes it: the empty text removes a setting that the baseline lacks. */
export const settingsInput = (settings: TrailSettings): Settings => ({
  S3BucketName: settings.s3BucketName,
  S3KeyPrefix: settings.s3KeyPrefix ?? '',
  SnsTopicName: settings.snsTopicArn ?? '',
  KmsKeyId: settings.kmsKeyId ?? '',
  CloudWatchLogsLogGroupArn: settings.cloudWatchLogsLogGroupArn ?? '',
  CloudWatchLogsRoleArn: settings.cloudWatchLogsRoleArn ?? '',
  IncludeGlobalServiceEvents: settings.includeGlobalServiceEvents,
  IsMultiRegionTrail: settings.isMultiRegionTrail,
  IsOrganizationTrail: settings.isOrganizationTrail,
  EnableLogFileValidation: settings.logFileValidationEnabled,
});
