import type { Place } from './place';
import type { Selectors } from './selectors';

/** A trail's settings as DescribeTrails gives them; optional fields are absent when AWS sends none. */
export interface TrailSettings {
  readonly name: string;
  readonly homeRegion: string;
  readonly s3BucketName: string;
  readonly s3KeyPrefix?: string;
  readonly snsTopicArn?: string;
  readonly kmsKeyId?: string;
  readonly cloudWatchLogsLogGroupArn?: string;
  readonly cloudWatchLogsRoleArn?: string;
  readonly includeGlobalServiceEvents: boolean;
  readonly isMultiRegionTrail: boolean;
  readonly isOrganizationTrail: boolean;
  readonly logFileValidationEnabled: boolean;
}

/** The source of a time, best first. */
export type TimeSource = 'GetTrailStatus' | 'event' | 'clock';

export interface SourcedTime {
  readonly at: string;
  readonly source: TimeSource;
}

/** One way on which CloudTrail delivers: when it last succeeded, and AWS's error if it fails now. */
export interface Delivered {
  readonly at?: string;
  readonly error?: string;
}

/**
 * What GetTrailStatus says. `startedAt` and `stoppedAt` are the *most recent* start and stop, so
 * `stoppedAt` stays visible after logging runs again: a stop that no event told of can still be found.
 */
export interface TrailStatus {
  readonly isLogging: boolean;
  readonly startedAt?: SourcedTime;
  readonly stoppedAt?: SourcedTime;
  readonly latestDeliveryAt?: string;
  readonly latestDeliveryError?: string;
  /** Absent where that way does not exist: validation is off, there is no log group, no topic. */
  readonly digests?: Delivered;
  readonly logs?: Delivered;
  readonly notifications?: Delivered;
}

/** Parts that cost a read of their own and are read only for the techniques that judge them. */
export const trailParts = ['selectors', 'insights', 'tags', 'eventConfiguration'] as const;

export type TrailPart = (typeof trailParts)[number];

/** A part that was not read is absent, and no technique judges it. */
export interface TrailState {
  readonly settings: TrailSettings;
  readonly status: TrailStatus;
  readonly selectors?: Selectors;
  /** Insight types, sorted; empty when Insights is off. */
  readonly insights?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly eventConfiguration?: EventConfiguration;
}

/** Is this state a trail's? */
export const isTrailState = (state: object): state is TrailState =>
  'settings' in state && 'status' in state;

/**
 * The events that a trail aggregates, or that AWS would not say. A look can do without this part: an account whose
 * role may not read it yet must not become unreachable for it.
 */
export type EventConfiguration =
  | { readonly kind: 'read'; readonly aggregations: readonly Aggregation[] }
  | { readonly kind: 'unread'; readonly code: string };

/** Sorted by category; its templates are sorted. */
export interface Aggregation {
  readonly EventCategory: string;
  readonly Templates: readonly string[];
}

/** `arn:aws:cloudtrail:us-east-1:111122223333:trail/main` taken apart. */
export interface TrailArn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}

const TRAIL_ARN =
  /^arn:(aws[a-z-]*):cloudtrail:([a-z0-9-]+):(\d{12}):trail\/([A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9])$/;

/** Nothing when the text is not a trail's ARN. */
export function parseTrailArn(text: string): TrailArn | undefined {
  const [arn, partition, region, accountId, name] = TRAIL_ARN.exec(text) ?? [];
  if (!arn || !partition || !region || !accountId || !name) return undefined;
  return { arn, partition, region, accountId, name };
}

/** A Region's name tells its partition: https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  if (region.startsWith('us-iso-')) return 'aws-iso';
  if (region.startsWith('us-isob-')) return 'aws-iso-b';
  if (region.startsWith('eu-isoe-')) return 'aws-iso-e';
  if (region.startsWith('us-isof-')) return 'aws-iso-f';
  return 'aws';
}

/** The ARN a caller meant: a bare name resolves in the caller's own account and Region. */
export function resolveTrailArn(nameOrArn: string, caller: Place): TrailArn | undefined {
  if (nameOrArn.startsWith('arn:')) return parseTrailArn(nameOrArn);
  const { accountId, region } = caller;
  return parseTrailArn(
    `arn:${partitionOf(region)}:cloudtrail:${region}:${accountId}:trail/${nameOrArn}`,
  );
}
