/** What a statement's actions may be about. */
export type PolicyResource = 'bucket' | 'object';

/** IAM's actions on buckets and on objects, and those a bucket policy cannot be about [D list_amazons3]. */
const names: Readonly<Record<PolicyResource | 'neither', string>> = {
  object: `
    AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion
    DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention
    GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
    GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication
    ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectLegalHold
    PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging ReplicateDelete ReplicateObject
    ReplicateTags RestoreObject UpdateObjectEncryption`,
  bucket: `
    CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket DeleteBucketMetadataTableConfiguration
    DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac
    GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration
    GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy
    GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning
    GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration
    GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListBucket
    ListBucketMultipartUploads ListBucketVersions ListTagsForResource PauseReplication PutAccelerateConfiguration
    PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification
    PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
    PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
    PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration
    PutReplicationConfiguration TagResource UntagResource UpdateBucketMetadataInventoryTableConfiguration
    UpdateBucketMetadataJournalTableConfiguration`,
  neither: `
    CreateAccessPoint CreateJob DeleteAccessPoint DeleteAccessPointPolicy DescribeJob GetAccessPoint
    GetAccessPointPolicy GetAccessPointPolicyStatus GetAccountPublicAccessBlock GetDataAccess ListAccessPoints
    ListAllMyBuckets ListJobs ListMultiRegionAccessPoints ListStorageLensConfigurations
    PutAccessPointPolicy PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutStorageLensConfiguration`,
};

const actions = Object.entries(names).flatMap(([about, all]) =>
  all
    .trim()
    .split(/\s+/)
    .map((name) => ({ about, name: `s3:${name}` })),
);

/** What the actions of this name or pattern are about, each once; empty when S3 has none. */
export function aboutOf(pattern: string): ReadonlySet<string> {
  if (pattern === '*') return new Set(Object.keys(names));
  const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
  const matches = new RegExp(`^${source}$`, 'i');
  return new Set(actions.filter(({ name }) => matches.test(name)).map(({ about }) => about));
}
