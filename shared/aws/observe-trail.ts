import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  type DescribeTrailsCommandOutput,
  GetTrailStatusCommand,
  type GetTrailStatusCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import type { Observation } from '../domain/observation';
import type { Subject } from '../domain/subject';
import type { SourcedTime, TrailSettings, TrailStatus } from '../domain/trail';
import { classify, hasCode } from './classify';

type SdkTrail = NonNullable<DescribeTrailsCommandOutput['trailList']>[number];

/**
 * Reads one trail in its home Region, settings and status at the same time. Never throws. `absent`
 * only when AWS says that the trail does not exist; everything else that fails is `unreachable`.
 */
export async function observeTrail(
  subject: Subject<'trail'>,
  client: CloudTrailClient,
  now: () => Date,
): Promise<Observation<'trail'>> {
  const [described, answered] = await Promise.allSettled([
    client.send(new DescribeTrailsCommand({ trailNameList: [subject.id] })),
    client.send(new GetTrailStatusCommand({ Name: subject.id })),
  ]);
  const observedAt = now().toISOString();
  if (isNotFound(answered)) return { kind: 'absent', subject, observedAt };
  if (answered.status === 'rejected') {
    const why = classify(answered.reason, 'cloudtrail:GetTrailStatus');
    return { kind: 'unreachable', subject, observedAt, why };
  }
  if (described.status === 'rejected') {
    const why = classify(described.reason, 'cloudtrail:DescribeTrails');
    return { kind: 'unreachable', subject, observedAt, why };
  }
  const trail = described.value.trailList?.find(({ TrailARN }) => TrailARN === subject.id);
  if (!trail) return { kind: 'absent', subject, observedAt };
  const state = { settings: settingsOf(trail, subject), status: statusOf(answered.value) };
  return { kind: 'present', subject, observedAt, state };
}

const isNotFound = (result: PromiseSettledResult<unknown>): boolean =>
  result.status === 'rejected' && hasCode(result.reason, 'TrailNotFoundException');

function settingsOf(trail: SdkTrail, subject: Subject<'trail'>): TrailSettings {
  return {
    name: trail.Name ?? subject.id,
    homeRegion: trail.HomeRegion ?? subject.region,
    s3BucketName: trail.S3BucketName ?? '',
    ...(trail.S3KeyPrefix && { s3KeyPrefix: trail.S3KeyPrefix }),
    ...(trail.SnsTopicARN && { snsTopicArn: trail.SnsTopicARN }),
    ...(trail.KmsKeyId && { kmsKeyId: trail.KmsKeyId }),
    ...(trail.CloudWatchLogsLogGroupArn && {
      cloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
    }),
    ...(trail.CloudWatchLogsRoleArn && { cloudWatchLogsRoleArn: trail.CloudWatchLogsRoleArn }),
    includeGlobalServiceEvents: trail.IncludeGlobalServiceEvents ?? false,
    isMultiRegionTrail: trail.IsMultiRegionTrail ?? false,
    isOrganizationTrail: trail.IsOrganizationTrail ?? false,
    logFileValidationEnabled: trail.LogFileValidationEnabled ?? false,
  };
}

/** A missing IsLogging counts as not logging: the warden then starts it, which is safe in any state. */
function statusOf(status: GetTrailStatusCommandOutput): TrailStatus {
  return {
    isLogging: status.IsLogging ?? false,
    ...(status.StartLoggingTime && { startedAt: fromStatus(status.StartLoggingTime) }),
    ...(status.StopLoggingTime && { stoppedAt: fromStatus(status.StopLoggingTime) }),
    ...(status.LatestDeliveryTime && {
      latestDeliveryAt: status.LatestDeliveryTime.toISOString(),
    }),
    ...(status.LatestDeliveryError && { latestDeliveryError: status.LatestDeliveryError }),
  };
}

const fromStatus = (time: Date): SourcedTime => ({
  at: time.toISOString(),
  source: 'GetTrailStatus',
});
