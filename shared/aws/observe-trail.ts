import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  type DescribeTrailsCommandOutput,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  type GetTrailStatusCommandOutput,
  ListTagsCommand,
  type ListTagsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import type { Observation } from '../domain/observation';
import type { Parts, Subject } from '../domain/subject';
import type {
  Delivered,
  SourcedTime,
  TrailPart,
  TrailSettings,
  TrailState,
  TrailStatus,
} from '../domain/trail';
import { asked, classify, hasCode } from './classify';
import { readEventConfiguration } from './read-event-configuration';
import { selectorsFrom } from './read-selectors';

type SdkTrail = NonNullable<DescribeTrailsCommandOutput['trailList']>[number];

/**
 * Reads one trail in its home Region, everything at the same time. Never throws. `absent` only when
 * AWS says that the trail does not exist; everything else that fails is `unreachable`.
 */
export async function observeTrail(
  subject: Subject<'trail'>,
  parts: Parts,
  client: CloudTrailClient,
  now: () => Date,
): Promise<Observation<'trail'>> {
  const [trail, status, more] = await Promise.allSettled([
    asked('cloudtrail:DescribeTrails', describe(subject, client)),
    asked(
      'cloudtrail:GetTrailStatus',
      client.send(new GetTrailStatusCommand({ Name: subject.id })),
    ),
    readParts(subject, parts, client),
  ]);
  const observedAt = now().toISOString();
  const failed = [status, trail, more].find((result) => result.status === 'rejected');
  // Each read of a missing trail fails in its own way; only the status says plainly that it is missing.
  const isGone = status.status === 'rejected' && hasCode(status.reason, 'TrailNotFoundException');
  if (isGone || (trail.status === 'fulfilled' && !trail.value)) {
    return { kind: 'absent', subject, observedAt };
  }
  if (
    trail.status !== 'fulfilled' ||
    !trail.value ||
    status.status !== 'fulfilled' ||
    more.status !== 'fulfilled'
  ) {
    return { kind: 'unreachable', subject, observedAt, why: classify(failed?.reason) };
  }
  const settings = settingsOf(trail.value, subject);
  const state = { settings, status: statusOf(status.value), ...more.value };
  return { kind: 'present', subject, observedAt, state };
}

async function describe(
  subject: Subject<'trail'>,
  client: CloudTrailClient,
): Promise<SdkTrail | undefined> {
  const { trailList } = await client.send(
    new DescribeTrailsCommand({ trailNameList: [subject.id] }),
  );
  return trailList?.find(({ TrailARN }) => TrailARN === subject.id);
}

async function readParts(
  { id }: Subject<'trail'>,
  parts: Parts,
  client: CloudTrailClient,
): Promise<Pick<TrailState, TrailPart>> {
  const [selectors, insights, tags, eventConfiguration] = await Promise.all([
    parts.has('selectors')
      ? asked(
          'cloudtrail:GetEventSelectors',
          client.send(new GetEventSelectorsCommand({ TrailName: id })),
        )
      : undefined,
    parts.has('insights')
      ? asked('cloudtrail:GetInsightSelectors', readInsights(id, client))
      : undefined,
    parts.has('tags')
      ? asked('cloudtrail:ListTags', client.send(new ListTagsCommand({ ResourceIdList: [id] })))
      : undefined,
    parts.has('eventConfiguration') ? readEventConfiguration(id, client) : undefined,
  ]);
  return {
    ...(selectors && { selectors: selectorsFrom(selectors) }),
    ...(insights && { insights }),
    ...(tags && { tags: tagsFrom(tags) }),
    ...(eventConfiguration && { eventConfiguration }),
  };
}

/** A trail without Insights answers with an error. [D] API_GetInsightSelectors */
async function readInsights(id: string, client: CloudTrailClient): Promise<readonly string[]> {
  try {
    const { InsightSelectors = [] } = await client.send(
      new GetInsightSelectorsCommand({ TrailName: id }),
    );
    return InsightSelectors.flatMap(({ InsightType }) => InsightType ?? []).sort();
  } catch (error) {
    if (hasCode(error, 'InsightNotEnabledException')) return [];
    throw error;
  }
}

/** The tags of the one trail that was asked for. */
export const tagsFrom = ({ ResourceTagList = [] }: ListTagsCommandOutput): Record<string, string> =>
  Object.fromEntries(
    ResourceTagList.flatMap(({ TagsList = [] }) => TagsList).map(({ Key = '', Value = '' }) => [
      Key,
      Value,
    ]),
  );

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
    ...delivered('digests', status.LatestDigestDeliveryTime, status.LatestDigestDeliveryError),
    ...delivered(
      'logs',
      status.LatestCloudWatchLogsDeliveryTime,
      status.LatestCloudWatchLogsDeliveryError,
    ),
    ...delivered('notifications', status.LatestNotificationTime, status.LatestNotificationError),
  };
}

/** Nothing where AWS says nothing. */
function delivered(
  name: 'digests' | 'logs' | 'notifications',
  time: Date | undefined,
  error: string | undefined,
): { readonly [N in typeof name]?: Delivered } {
  if (!time && !error) return {};
  return { [name]: { ...(time && { at: time.toISOString() }), ...(error && { error }) } };
}

const fromStatus = (time: Date): SourcedTime => ({
  at: time.toISOString(),
  source: 'GetTrailStatus',
});
