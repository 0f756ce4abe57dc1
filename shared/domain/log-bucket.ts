import type {
  AccessLogging,
  Acl,
  Encryption,
  Lifecycle,
  Notifications,
  ObjectLock,
  ObjectOwnership,
  PublicAccessBlock,
  Replication,
  Versioning,
} from './bucket-configurations';

/** A bucket that CloudTrail delivers to. A part that was not read is absent, and no technique judges it. */
export interface LogBucketState {
  readonly name: string;
  /** False when the name stands for a bucket of another account: then nothing more is read. */
  readonly isOurs: boolean;
  readonly versioning?: Versioning;
  readonly lifecycle?: Lifecycle;
  /** As it was written; `canonicalState` compares it. Empty without a policy. */
  readonly policy?: string;
  readonly objectLock?: ObjectLock;
  readonly encryption?: Encryption;
  readonly payer?: 'BucketOwner' | 'Requester';
  readonly replication?: Replication;
  readonly acl?: Acl;
  readonly publicAccessBlock?: PublicAccessBlock;
  /** The block of the account that owns it, so the same for all its buckets; the stricter of the two counts. */
  readonly accountPublicAccessBlock?: PublicAccessBlock;
  readonly ownership?: ObjectOwnership;
  readonly logging?: AccessLogging;
  readonly notifications?: Notifications;
  /** Without the tags that AWS sets itself, which no caller can put back. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Parts that cost a read of their own. */
export const logBucketParts = [
  'lifecycle',
  'policy',
  'objectLock',
  'encryption',
  'payer',
  'replication',
  'acl',
  'publicAccessBlock',
  'accountPublicAccessBlock',
  'ownership',
  'logging',
  'notifications',
  'tags',
] as const satisfies readonly (keyof LogBucketState)[];

export type LogBucketPart = (typeof logBucketParts)[number];

/**
 * Which bucket a call is about, and whose it must be. If another account has taken the name in the meantime,
 * S3 refuses the call instead of reading or writing that account's bucket.
 */
export interface OwnBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

export const bucketName = (arn: string): string => arn.split(':::')[1] ?? arn;

export const ownBucket = (subject: {
  readonly id: string;
  readonly accountId: string;
}): OwnBucket => ({
  Bucket: bucketName(subject.id),
  ExpectedBucketOwner: subject.accountId,
});

/** The writes that put it back, with their inputs as the API spells them. */
export interface LogBucketSteps {
  readonly 's3:CreateBucket': {
    readonly Bucket: string;
    /** Absent in us-east-1. */
    readonly CreateBucketConfiguration?: { readonly LocationConstraint: string };
    readonly ObjectOwnership?: ObjectOwnership;
    readonly ObjectLockEnabledForBucket?: true;
  };
  readonly 's3:PutBucketTagging': OwnBucket & {
    readonly Tagging: {
      readonly TagSet: readonly { readonly Key: string; readonly Value: string }[];
    };
  };
  readonly 's3:PutPublicAccessBlock': OwnBucket & {
    readonly PublicAccessBlockConfiguration: PublicAccessBlock;
  };
  readonly 's3control:PutPublicAccessBlock': {
    readonly AccountId: string;
    readonly PublicAccessBlockConfiguration: PublicAccessBlock;
  };
  readonly 's3:PutBucketAcl': OwnBucket & { readonly AccessControlPolicy: Acl };
  readonly 's3:PutBucketOwnershipControls': OwnBucket & {
    readonly OwnershipControls: {
      readonly Rules: readonly { readonly ObjectOwnership: ObjectOwnership }[];
    };
  };
  readonly 's3:PutBucketPolicy': OwnBucket & { readonly Policy: string };
  readonly 's3:DeleteBucketPolicy': OwnBucket;
  readonly 's3:PutBucketVersioning': OwnBucket & {
    readonly VersioningConfiguration: { readonly Status: 'Enabled' | 'Suspended' };
  };
  readonly 's3:PutObjectLockConfiguration': OwnBucket & {
    readonly ObjectLockConfiguration: ObjectLock;
  };
  readonly 's3:PutBucketEncryption': OwnBucket & {
    readonly ServerSideEncryptionConfiguration: { readonly Rules: readonly Encryption[] };
  };
  readonly 's3:PutBucketRequestPayment': OwnBucket & {
    readonly RequestPaymentConfiguration: { readonly Payer: 'BucketOwner' | 'Requester' };
  };
  readonly 's3:PutBucketLifecycleConfiguration': OwnBucket & {
    readonly LifecycleConfiguration: Pick<Lifecycle, 'Rules'>;
    readonly TransitionDefaultMinimumObjectSize?: string;
  };
  readonly 's3:DeleteBucketLifecycle': OwnBucket;
  readonly 's3:PutBucketReplication': OwnBucket & {
    readonly ReplicationConfiguration: Replication;
  };
  readonly 's3:DeleteBucketReplication': OwnBucket;
  readonly 's3:PutBucketLogging': OwnBucket & {
    readonly BucketLoggingStatus: { readonly LoggingEnabled?: AccessLogging };
  };
  readonly 's3:PutBucketNotificationConfiguration': OwnBucket & {
    readonly NotificationConfiguration: Notifications;
    readonly SkipDestinationValidation: true;
  };
}
