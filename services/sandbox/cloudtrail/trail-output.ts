import type { Output } from '../core/service';
import type { Trail } from './state';

/** A trail as DescribeTrails and GetTrail show it. */
export function describedTrail(trail: Trail): Output {
  return {
    ...settingsOutput(trail),
    HomeRegion: trail.homeRegion,
    HasCustomEventSelectors: hasCustomSelectors(trail),
    HasInsightSelectors: trail.insightSelectors.length > 0,
  };
}

/** A trail as CreateTrail and UpdateTrail answer: settings that are not set are left out. */
export function settingsOutput({ name, arn, homeRegion, accountId, settings }: Trail): Output {
  const { snsTopicName, s3KeyPrefix, kmsKeyId } = settings;
  return {
    Name: name,
    S3BucketName: settings.s3BucketName,
    ...(s3KeyPrefix !== undefined && { S3KeyPrefix: s3KeyPrefix }),
    ...(snsTopicName !== undefined && topic(snsTopicName, homeRegion, accountId)),
    IncludeGlobalServiceEvents: settings.includeGlobalServiceEvents,
    IsMultiRegionTrail: settings.isMultiRegionTrail,
    TrailARN: arn,
    LogFileValidationEnabled: settings.logFileValidationEnabled,
    ...logGroup(settings),
    ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    IsOrganizationTrail: settings.isOrganizationTrail,
  };
}

function topic(nameOrArn: string, region: string, accountId: string): Output {
  const arn = nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:sns:${region}:${accountId}:${nameOrArn}`;
  return { SnsTopicName: nameOrArn, SnsTopicARN: arn };
}

function logGroup(settings: Trail['settings']): Output {
  const { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role } = settings;
  return {
    ...(group !== undefined && { CloudWatchLogsLogGroupArn: group }),
    ...(role !== undefined && { CloudWatchLogsRoleArn: role }),
  };
}

function hasCustomSelectors({ selectors }: Trail): boolean {
  if (selectors.kind === 'advanced') return true;
  const [only, ...more] = selectors.selectors;
  return (
    more.length > 0 ||
    only?.ReadWriteType !== 'All' ||
    !only.IncludeManagementEvents ||
    only.DataResources.length > 0 ||
    only.ExcludeManagementEventSources.length > 0
  );
}
