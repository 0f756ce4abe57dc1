import type { Resource } from '../core/place';

/** One log group. Its ARN is kept without the `:*` that some answers put at its end. */
export interface LogGroup extends Resource {
  readonly logGroupClass: string;
  readonly createdAt: Date;
  /** Absent: entries are kept for ever. */
  retentionInDays?: number;
  kmsKeyId?: string;
  /** JSON as it was put; absent: none. */
  dataProtectionPolicy?: { readonly document: string; readonly updatedAt: Date };
  readonly tags: Map<string, string>;
  /** By name. */
  readonly streams: Map<string, LogStream>;
  /** By name. */
  readonly subscriptionFilters: Map<string, Filter>;
  /** By name. */
  readonly metricFilters: Map<string, Filter>;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: Date;
  readonly events: LogEvent[];
}

export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
}

/** A subscription or metric filter as it was put, in AWS's spelling. */
export interface Filter {
  readonly filterName: string;
  readonly creationTime: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A policy that lets AWS services write to the groups of an account and Region. */
export interface LogsPolicy {
  readonly policyName: string;
  readonly policyDocument: string;
  readonly lastUpdatedTime: number;
}

/** What stands for a stream in this account, so that other accounts can subscribe to it. */
export interface Destination {
  readonly arn: string;
  readonly accountId: string;
  readonly destinationName: string;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly creationTime: number;
  readonly tags: Map<string, string>;
  accessPolicy?: string;
}

export interface LogsState {
  /** By ARN. */
  readonly groups: Map<string, LogGroup>;
  /** By ARN. */
  readonly destinations: Map<string, Destination>;
  /** By `account/Region`, then by name. */
  readonly resourcePolicies: Map<string, Map<string, LogsPolicy>>;
  /** ARNs of groups that were deleted at least once. */
  readonly deleted: Set<string>;
}

export function createLogsState(): LogsState {
  return {
    groups: new Map(),
    destinations: new Map(),
    resourcePolicies: new Map(),
    deleted: new Set(),
  };
}
