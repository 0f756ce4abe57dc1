import {
  type AdvancedEventSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  type DescribeTrailsCommandOutput,
  type EventSelector,
  GetEventConfigurationCommand,
  type GetEventConfigurationCommandOutput,
  GetEventSelectorsCommand,
  type GetEventSelectorsCommandOutput,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  type GetTrailStatusCommandOutput,
  ListTagsCommand,
  type ListTagsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import { given } from '../domain/given';
import type { Observation } from '../domain/observation';
import type { Place } from '../domain/place';
import { requestedParts } from '../domain/requested-parts';
import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../domain/selectors';
import { type Parts, type Subject, trailSubject } from '../domain/subject';
import {
  type Delivered,
  type EventConfiguration,
  parseTrailArn,
  type SourcedTime,
  type TrailPart,
  type TrailSettings,
  type TrailState,
  type TrailStatus,
} from '../domain/trail';
import { asked, classify, hasCode } from './classify';

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

const readParts = (
  { id }: Subject<'trail'>,
  parts: Parts,
  client: CloudTrailClient,
): Promise<Pick<TrailState, TrailPart>> =>
  requestedParts(parts, {
    selectors: async () => {
      const answer = client.send(new GetEventSelectorsCommand({ TrailName: id }));
      return selectorsFrom(await asked('cloudtrail:GetEventSelectors', answer));
    },
    insights: () => asked('cloudtrail:GetInsightSelectors', readInsights(id, client)),
    tags: async () => {
      const answer = client.send(new ListTagsCommand({ ResourceIdList: [id] }));
      return tagsFrom(await asked('cloudtrail:ListTags', answer));
    },
    eventConfiguration: () => readEventConfiguration(id, client),
  });

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
    ...given({
      s3KeyPrefix: trail.S3KeyPrefix,
      snsTopicArn: trail.SnsTopicARN,
      kmsKeyId: trail.KmsKeyId,
    }),
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

/**
 * What a trail aggregates. A trail that never aggregated anything answers with an empty list; where
 * AWS does not offer it, the answer is UnsupportedOperationException, which is the same.
 *
 * Of all reads this one may be refused without costing the others: a role from before this read, or a
 * service that does not know the action, must not make every trail unreachable. The refusal becomes
 * part of what was seen (`unread`), so that it is on record and never looks like "nothing to read":
 * a trail that aggregated and can no longer be asked is a finding, and one that was captured as unread
 * stays unjudged until a person accepts a baseline that was read. Rejects when AWS is busy or silent:
 * that says nothing about the trail, and the same question is worth asking again.
 */
export async function readEventConfiguration(
  id: string,
  client: CloudTrailClient,
): Promise<EventConfiguration> {
  try {
    return configurationFrom(
      await asked(
        'cloudtrail:GetEventConfiguration',
        client.send(new GetEventConfigurationCommand({ TrailName: id })),
      ),
    );
  } catch (error) {
    if (hasCode(error, 'TrailNotFoundException')) throw error;
    if (UNSUPPORTED.some((code) => hasCode(error, code))) return { kind: 'read', aggregations: [] };
    const { kind, code } = classify(error);
    if (kind === 'denied' || kind === 'rejected' || code === NOT_JSON) {
      return { kind: 'unread', code };
    }
    throw error;
  }
}

const UNSUPPORTED = ['UnsupportedOperationException', 'ValidationException'];

/** The SDK's error for an answer that is not CloudTrail's: other servers refuse unknown actions with a page. */
const NOT_JSON = 'SyntaxError';

const configurationFrom = ({
  AggregationConfigurations = [],
}: GetEventConfigurationCommandOutput): EventConfiguration => ({
  kind: 'read',
  aggregations: AggregationConfigurations.map(({ EventCategory = '', Templates = [] }) => ({
    EventCategory,
    Templates: [...Templates].sort(),
  })).sort((one, other) => one.EventCategory.localeCompare(other.EventCategory)),
});

/** A trail has one kind. Where it has neither, that is recorded, and AWS's default for new trails is not assumed. */
export const selectorsFrom = (answer: GetEventSelectorsCommandOutput): Selectors =>
  (answer.AdvancedEventSelectors?.length ?? 0) > 0
    ? { kind: 'advanced', selectors: (answer.AdvancedEventSelectors ?? []).map(advanced) }
    : { kind: 'basic', selectors: (answer.EventSelectors ?? []).map(basic) };

/** A field that AWS leaves out has AWS's default. [D] API_EventSelector */
const basic = (selector: EventSelector): BasicSelector => ({
  ReadWriteType: selector.ReadWriteType ?? 'All',
  IncludeManagementEvents: selector.IncludeManagementEvents ?? true,
  ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
  DataResources: (selector.DataResources ?? []).map(({ Type = '', Values = [] }) => ({
    Type,
    Values,
  })),
});

const advanced = ({ Name, FieldSelectors = [] }: AdvancedEventSelector): AdvancedSelector => ({
  ...(Name !== undefined && { Name }),
  FieldSelectors: FieldSelectors.map(
    (selector) =>
      Object.fromEntries(
        Object.entries(selector).filter(([, value]) => value !== undefined),
      ) as unknown as FieldSelector,
  ),
});

/**
 * The trails this account owns and whose home is the client's Region: shadow trails are left to
 * their home Region, organization trails to the management account. Rejects with the SDK's error.
 */
export async function listTrails(
  client: CloudTrailClient,
  { accountId, region }: Place,
): Promise<readonly Subject<'trail'>[]> {
  const { trailList } = await client.send(
    new DescribeTrailsCommand({ includeShadowTrails: false }),
  );
  return (trailList ?? [])
    .map(({ TrailARN }) => parseTrailArn(TrailARN ?? ''))
    .filter((arn) => arn !== undefined)
    .filter((arn) => arn.accountId === accountId && arn.region === region)
    .map(trailSubject);
}

/**
 * The multi-Region trails that reach into this account and Region and have their home elsewhere: the
 * account's own in other Regions, and the organization's. Rejects with the SDK's error.
 */
export async function listTrailsFromElsewhere(
  client: CloudTrailClient,
  { accountId, region }: Place,
): Promise<readonly Subject<'trail'>[]> {
  const { trailList } = await asked(
    'cloudtrail:DescribeTrails',
    client.send(new DescribeTrailsCommand({ includeShadowTrails: true })),
  );
  return (trailList ?? [])
    .filter(({ IsMultiRegionTrail }) => IsMultiRegionTrail === true)
    .map(({ TrailARN }) => parseTrailArn(TrailARN ?? ''))
    .filter((arn) => arn !== undefined)
    .filter((arn) => arn.accountId !== accountId || arn.region !== region)
    .map(trailSubject);
}
