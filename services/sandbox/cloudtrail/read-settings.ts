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
  if (input.SnsTopicName && !TOPIC.test(changed.snsTopicName ?? ''))
    throw refusal('InvalidSnsTopicNameException');
  if (input.KmsKeyId && !KEY.test(changed.kmsKeyId ?? ''))
    throw new Refusal('KmsKeyNotFoundException', `KMS key ${changed.kmsKeyId} is not found.`);
  if (changed.isMultiRegionTrail && !changed.includeGlobalServiceEvents) {
    throw new Refusal(
      'InvalidParameterCombinationException',
      'Multi-Region trail must include global service events.',
    );
  }
  return changed;
}

/** The name of a standard topic, or its ARN. [R] */
const TOPIC = /^(arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:)?[\w-]{1,256}$/;
/** An id, an alias, or the ARN of one. [R] */
const KEY =
  /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key\/|(?=alias\/)))?([0-9a-f-]{36}|mrk-[0-9a-f]{32}|alias\/[\w/-]+)$/;

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
  if (!LOG_GROUP.test(group))
    throw new Refusal(
      'InvalidCloudWatchLogsLogGroupArnException',
      'CloudTrail cannot validate the specified log group ARN.',
    );
  if (!ROLE.test(role))
    throw new Refusal(
      'InvalidCloudWatchLogsRoleArnException',
      'CloudTrail cannot validate the specified role ARN.',
    );
  return { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role };
}

/** [R]: without the `:*` at the end it is none. */
const LOG_GROUP = /^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:[^:]+:\*$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

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
