import type { EventDataStore } from './event-data-store';
import type { Selectors } from './selectors';

/** One trail: its settings, and in `logging` what AWS knows of its work. */
export interface Trail {
  readonly name: string;
  readonly arn: string;
  /** The owner: the management account for an organization trail, whoever created it. */
  readonly accountId: string;
  readonly homeRegion: string;
  settings: TrailSettings;
  selectors: Selectors;
  insightSelectors: readonly InsightSelector[];
  aggregations: readonly AggregationConfiguration[];
  readonly tags: Map<string, string>;
  logging: Logging;
}

export interface TrailSettings {
  readonly s3BucketName: string;
  readonly s3KeyPrefix?: string;
  readonly snsTopicName?: string;
  readonly includeGlobalServiceEvents: boolean;
  readonly isMultiRegionTrail: boolean;
  readonly isOrganizationTrail: boolean;
  readonly logFileValidationEnabled: boolean;
  readonly cloudWatchLogsLogGroupArn?: string;
  readonly cloudWatchLogsRoleArn?: string;
  readonly kmsKeyId?: string;
}

export interface InsightSelector {
  readonly InsightType: string;
}

/** What PutEventConfiguration sets of a trail, in AWS's spelling. */
export interface AggregationConfiguration {
  readonly Templates: readonly string[];
  readonly EventCategory: string;
}

export interface Logging {
  readonly isLogging: boolean;
  readonly startLoggingTime?: Date;
  readonly stopLoggingTime?: Date;
  readonly latestDeliveryTime?: Date;
}

/** A CloudTrail record in AWS's spelling. */
export type CloudTrailRecord = Readonly<Record<string, unknown>> & {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventSource: string;
  readonly eventTime: string;
  readonly readOnly: boolean;
};

export interface CloudTrailState {
  /** By owner's account id. An account has few trails, the organization many accounts. */
  readonly trails: Map<string, Trail[]>;
  /** By ARN. */
  readonly eventDataStores: Map<string, EventDataStore>;
  /** Event history by `account/Region`, oldest first. */
  readonly history: Map<string, CloudTrailRecord[]>;
}
