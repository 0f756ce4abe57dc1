/** A part of a configuration that is put back as it was, without any technique that judges it. */
export type Json = Readonly<Record<string, unknown>>;

export interface Versioning {
  /** Absent on a bucket that was never versioned. */
  readonly Status?: 'Enabled' | 'Suspended';
  readonly MFADelete?: 'Enabled' | 'Disabled';
}

/** `Date` is its ISO text. */
export interface Expiration {
  readonly Date?: string;
  readonly Days?: number;
  readonly ExpiredObjectDeleteMarker?: boolean;
}

export interface Transition {
  readonly Date?: string;
  readonly Days?: number;
  readonly StorageClass?: string;
}

export interface NoncurrentVersions {
  readonly NoncurrentDays?: number;
  readonly NewerNoncurrentVersions?: number;
  readonly StorageClass?: string;
}

export interface LifecycleRule {
  readonly ID?: string;
  readonly Status: 'Enabled' | 'Disabled';
  /** The old form of `Filter.Prefix`. */
  readonly Prefix?: string;
  readonly Filter?: Json;
  readonly Expiration?: Expiration;
  readonly Transitions?: readonly Transition[];
  readonly NoncurrentVersionExpiration?: NoncurrentVersions;
  readonly NoncurrentVersionTransitions?: readonly NoncurrentVersions[];
  readonly AbortIncompleteMultipartUpload?: Json;
}

export interface Lifecycle {
  /** By ID; empty without a configuration. */
  readonly Rules: readonly LifecycleRule[];
  /** Only where it is not S3's default. */
  readonly TransitionDefaultMinimumObjectSize?: 'varies_by_storage_class';
}

export interface ObjectLock {
  /** Absent without Object Lock. */
  readonly ObjectLockEnabled?: 'Enabled';
  readonly Rule?: {
    readonly DefaultRetention?: {
      readonly Mode?: 'GOVERNANCE' | 'COMPLIANCE';
      readonly Days?: number;
      readonly Years?: number;
    };
  };
}

/** A bucket has one rule of default encryption. */
export interface Encryption {
  readonly ApplyServerSideEncryptionByDefault?: {
    readonly SSEAlgorithm?: string;
    readonly KMSMasterKeyID?: string;
  };
  readonly BucketKeyEnabled?: boolean;
  readonly BlockedEncryptionTypes?: Json;
}

export interface Replication {
  /** Absent without replication. */
  readonly Role?: string;
  /** By ID. */
  readonly Rules: readonly Json[];
}

export interface Grant {
  readonly Grantee: { readonly Type?: string; readonly ID?: string; readonly URI?: string };
  readonly Permission: string;
}

/** Grants have no order in AWS; here they are sorted. */
export interface Acl {
  readonly Owner: { readonly ID?: string };
  readonly Grants: readonly Grant[];
}

/** Of a bucket, or of an account. All off where there is none, which is the same. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export type ObjectOwnership = 'ObjectWriter' | 'BucketOwnerPreferred' | 'BucketOwnerEnforced';

/** Empty when access logging is off. */
export interface AccessLogging {
  readonly TargetBucket?: string;
  readonly TargetPrefix?: string;
  readonly TargetGrants?: readonly Json[];
  readonly TargetObjectKeyFormat?: Json;
}

/** Each list by Id; absent where it is empty. */
export interface Notifications {
  readonly TopicConfigurations?: readonly Json[];
  readonly QueueConfigurations?: readonly Json[];
  readonly LambdaFunctionConfigurations?: readonly Json[];
  readonly EventBridgeConfiguration?: Json;
}
