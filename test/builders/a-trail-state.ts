import type {
  EventConfiguration,
  TrailSettings,
  TrailState,
  TrailStatus,
} from '../../shared/domain/trail';
import { at } from './at';
import { ALL_MANAGEMENT } from './selectors';

/** A trail that has been logging for a day, with everything a trail can have; fit to be a baseline. */
export const aTrailState = ({
  status = {},
  settings = {},
  ...parts
}: {
  readonly status?: Partial<TrailStatus>;
  readonly settings?: Partial<TrailSettings>;
} & Partial<Omit<TrailState, 'status' | 'settings'>> = {}): TrailState => ({
  settings: {
    name: 'main',
    homeRegion: 'us-east-1',
    s3BucketName: 'trail-logs-444455556666',
    s3KeyPrefix: 'organization',
    snsTopicArn: 'arn:aws:sns:us-east-1:444455556666:trail-files',
    kmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-1111-4222-8333-444455556666',
    cloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
    cloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/CloudTrail_CloudWatchLogs',
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: false,
    logFileValidationEnabled: true,
    ...settings,
  },
  status: { isLogging: true, startedAt: fromStatus(-86_400), ...status },
  selectors: ALL_MANAGEMENT,
  insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'],
  tags: { 'guarded-by': 'trailwarden', owner: 'security' },
  eventConfiguration: aggregating('API_ACTIVITY', 'RESOURCE_ACCESS'),
  ...parts,
});

/** The same trail as a look sees it that reads nothing but settings and status. */
export const aTrailStateWithoutParts = (): TrailState => {
  const { settings, status } = aTrailState();
  return { settings, status };
};

/** A trail with the least a trail can have: a bucket, and nothing that needs a further resource. */
export const aPlainTrailState = (): TrailState => {
  const { settings, status } = aTrailState();
  const { s3KeyPrefix, snsTopicArn, kmsKeyId, ...others } = settings;
  const { cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn, ...plain } = others;
  return {
    settings: plain,
    status,
    selectors: ALL_MANAGEMENT,
    insights: [],
    tags: {},
    eventConfiguration: aggregating(),
  };
};

/** Stopped at second 0 and not started since. */
export const aStoppedTrailState = (): TrailState =>
  aTrailState({ status: { isLogging: false, stoppedAt: fromStatus(0) } });

/** Stopped at second 0 and started again, by whomever, at second 30. */
export const aRestartedTrailState = (): TrailState =>
  aTrailState({ status: { startedAt: fromStatus(30), stoppedAt: fromStatus(0) } });

/** Data events summed up by these templates. */
export const aggregating = (...Templates: readonly string[]): EventConfiguration => ({
  kind: 'read',
  aggregations: Templates.length > 0 ? [{ EventCategory: 'Data', Templates }] : [],
});

/** A time as GetTrailStatus tells it. */
export const fromStatus = (seconds: number) =>
  ({ at: at(seconds), source: 'GetTrailStatus' }) as const;
