import { asText } from '../core/input';
import { Refusal } from '../core/service';
import { refusal } from './refusals';
import type { TrailSettings } from './state';

type Written = Readonly<Record<string, unknown>>;

/** Settings of a new trail; global service events are on unless switched off. */
export function newSettings(input: Written): TrailSettings {
  const bucket = asText(input.S3BucketName);
  if (!bucket) throw refusal('InvalidS3BucketNameException');
  return changedSettings(
    {
      s3BucketName: bucket,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
      logFileValidationEnabled: false,
    },
    input,
  );
}

/** Absent leaves a setting as it is; an empty string removes an optional one (techniques F10). */
export function changedSettings(before: TrailSettings, input: Written): TrailSettings {
  const isMultiRegionTrail = flag(input.IsMultiRegionTrail) ?? before.isMultiRegionTrail;
  const changed: TrailSettings = {
    s3BucketName: asText(input.S3BucketName) ?? before.s3BucketName,
    isMultiRegionTrail,
    includeGlobalServiceEvents: globalServiceEvents(before, input, isMultiRegionTrail),
    isOrganizationTrail: flag(input.IsOrganizationTrail) ?? before.isOrganizationTrail,
    logFileValidationEnabled:
      flag(input.EnableLogFileValidation) ?? before.logFileValidationEnabled,
    s3KeyPrefix: (asText(input.S3KeyPrefix) ?? before.s3KeyPrefix) || undefined,
    snsTopicName: (asText(input.SnsTopicName) ?? before.snsTopicName) || undefined,
    kmsKeyId: (asText(input.KmsKeyId) ?? before.kmsKeyId) || undefined,
    ...cloudWatchLogs(before, input),
  };
  if (changed.isMultiRegionTrail && !changed.includeGlobalServiceEvents) {
    throw new Refusal(
      'InvalidParameterCombinationException',
      'Multi-Region trail must include global service events.',
    );
  }
  return changed;
}

/**
 * Recorded on AWS: the two come together, also where the trail has both; one of them alone and empty removes both.
 */
function cloudWatchLogs(
  before: TrailSettings,
  input: Written,
): Pick<TrailSettings, 'cloudWatchLogsLogGroupArn' | 'cloudWatchLogsRoleArn'> {
  const group = asText(input.CloudWatchLogsLogGroupArn);
  const role = asText(input.CloudWatchLogsRoleArn);
  if (group === undefined && role === undefined) {
    const { cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn } = before;
    return { cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn };
  }
  if (!group && !role) return {};
  const message = 'You must specify a log group and a role ARN.';
  if (!role) throw new Refusal('InvalidCloudWatchLogsRoleArnException', message);
  if (!group) throw new Refusal('InvalidCloudWatchLogsLogGroupArnException', message);
  return { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role };
}

/** Leaving or entering all Regions takes the global services along (techniques F9). */
function globalServiceEvents(
  before: TrailSettings,
  input: Written,
  isMultiRegionTrail: boolean,
): boolean {
  const asked = flag(input.IncludeGlobalServiceEvents);
  if (asked !== undefined) return asked;
  const changes = isMultiRegionTrail !== before.isMultiRegionTrail;
  return changes && flag(input.IsMultiRegionTrail) !== undefined
    ? isMultiRegionTrail
    : before.includeGlobalServiceEvents;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
