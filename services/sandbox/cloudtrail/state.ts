import type { Place } from '../core/place';

/** One trail: its settings, and in `logging` what AWS knows of its work. */
export interface Trail {
  readonly name: string;
  readonly arn: string;
  /** The owner: the management account for an organization trail, also one that another account created. */
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
  readonly s3KeyPrefix?: string | undefined;
  readonly snsTopicName?: string | undefined;
  readonly includeGlobalServiceEvents: boolean;
  readonly isMultiRegionTrail: boolean;
  readonly isOrganizationTrail: boolean;
  readonly logFileValidationEnabled: boolean;
  readonly cloudWatchLogsLogGroupArn?: string | undefined;
  readonly cloudWatchLogsRoleArn?: string | undefined;
  readonly kmsKeyId?: string | undefined;
}

/** What a trail records. Setting one kind removes the other [D API_PutEventSelectors]. */
export type Selectors =
  | { readonly kind: 'basic'; readonly selectors: readonly EventSelector[] }
  | { readonly kind: 'advanced'; readonly selectors: readonly AdvancedEventSelector[] };

/** In AWS's spelling: it comes and goes as it is. */
export interface EventSelector {
  readonly ReadWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly IncludeManagementEvents: boolean;
  readonly DataResources: readonly unknown[];
  readonly ExcludeManagementEventSources: readonly string[];
}

export interface AdvancedEventSelector {
  readonly Name?: string;
  readonly FieldSelectors: readonly FieldSelector[];
}

export interface FieldSelector {
  readonly Field: string;
  readonly Equals?: readonly string[];
  readonly StartsWith?: readonly string[];
  readonly EndsWith?: readonly string[];
  readonly NotEquals?: readonly string[];
  readonly NotStartsWith?: readonly string[];
  readonly NotEndsWith?: readonly string[];
}

export interface InsightSelector {
  readonly InsightType: string;
}

/** What PutEventConfiguration sets of a trail, in AWS's spelling. */
export interface AggregationConfiguration {
  readonly Templates: readonly string[];
  readonly EventCategory: string;
}

interface Logging {
  readonly isLogging: boolean;
  readonly startLoggingTime?: Date;
  readonly stopLoggingTime?: Date;
  /** To the bucket, to the topic, to the log group; absent until there was something to deliver. */
  readonly delivery?: Channel;
  readonly notification?: Channel;
  readonly logs?: Channel;
  /** Absent until validation was on for an hour of logging. */
  readonly digest?: Channel;
}

/** When it last went well, and what AWS says if it does not now. */
export interface Channel {
  readonly latestAt?: Date;
  readonly error?: string;
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
  /** How long after a call LookupEvents tells of it, on the world's clock. AWS: about five minutes on average. */
  historyDelayMilliseconds: number;
  /**
   * EventBridge hears nothing through a trail that was started less long ago, on the world's clock. Recorded on AWS:
   * longer than 3 s and up to 199 s after the first StartLogging of a new trail; what a restart does was not measured.
   */
  deafForMilliseconds: number;
  /** While `hold` is on nothing arrives and nothing is refused, as of requests that time out. */
  readonly deliveryFaults: { hold: boolean };
  /** What digests are signed with: by `keepLogFiles`, or by a writer of some, who puts the key in. */
  readonly publicKeys: PublicKey[];
}

/** One half of a key pair that CloudTrail signs digests with; each Region has its own. */
export interface PublicKey {
  readonly region: string;
  readonly fingerprint: string;
  /** PKCS #1, DER. */
  readonly value: Buffer;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** CloudTrail Lake, as far as its settings go: no event is ever put into it. */
export interface EventDataStore extends Place {
  readonly arn: string;
  readonly createdAt: Date;
  readonly tags: Readonly<Record<string, string>>;
  settings: EventDataStoreSettings;
  configuration: EventDataStoreConfiguration;
  status: 'ENABLED' | 'STOPPED_INGESTION' | 'PENDING_DELETION';
  updatedAt: Date;
}

/** In AWS's spelling: it comes and goes as it is. */
export interface EventDataStoreSettings {
  readonly Name: string;
  readonly AdvancedEventSelectors: readonly AdvancedEventSelector[];
  readonly MultiRegionEnabled: boolean;
  readonly OrganizationEnabled: boolean;
  readonly RetentionPeriod: number;
  readonly TerminationProtectionEnabled: boolean;
  readonly BillingMode: string;
  readonly KmsKeyId?: string;
}

/** What PutEventConfiguration sets of an event data store. */
interface EventDataStoreConfiguration {
  readonly MaxEventSize: string;
  readonly ContextKeySelectors: readonly unknown[];
}

export function createCloudTrailState(): CloudTrailState {
  return {
    trails: new Map(),
    eventDataStores: new Map(),
    history: new Map(),
    historyDelayMilliseconds: 0,
    deafForMilliseconds: 0,
    deliveryFaults: { hold: false },
    publicKeys: [],
  };
}

/** What of a trail decides where its files go; also of one that is only asked for. */
export type Destinations = Pick<Trail, 'arn' | 'accountId' | 'homeRegion' | 'settings'>;
