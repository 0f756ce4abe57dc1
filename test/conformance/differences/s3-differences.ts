import type { ListedDifference } from './listed-difference';

export const s3Differences: readonly ListedDifference[] = [
  {
    calls: ['CreateBucket'],
    path: 'BucketArn',
    sandbox: 'arn:aws:s3:::conformance-configured',
    aws: 'sandbox',
    because: 'The answer names the ARN [R].',
  },
  {
    calls: ['PutBucketLifecycleConfiguration'],
    path: 'TransitionDefaultMinimumObjectSize',
    sandbox: 'all_storage_classes_128K',
    aws: 'sandbox',
    because: 'The default is answered although none was given [R].',
  },
  {
    calls: ['GetBucketAcl'],
    path: 'Owner.DisplayName',
    moto: 'webfile',
    aws: 'sandbox',
    because: 'S3 returns no DisplayName since November 2025 [API S3 Owner].',
  },
  {
    calls: ['GetBucketEncryption of a new bucket'],
    path: '',
    sandbox: 'answered',
    moto: 'ServerSideEncryptionConfigurationNotFoundError: The server side encryption configuration was not found',
    aws: 'sandbox',
    because:
      'Every bucket is encrypted with SSE-S3 since January 2023 [S3 default-encryption-faq].',
  },
  {
    calls: ['GetBucketOwnershipControls of a new bucket'],
    path: '',
    sandbox: 'answered',
    moto: 'OwnershipControlsNotFoundError: The bucket ownership controls were not found',
    aws: 'sandbox',
    because: 'New buckets are BucketOwnerEnforced since April 2023 [S3 create-bucket-faq].',
  },
  {
    calls: ['GetBucketRequestPayment of a new bucket'],
    path: 'Payer',
    sandbox: 'BucketOwner',
    aws: 'sandbox',
    because: 'The bucket’s owner pays unless told otherwise [API GetBucketRequestPayment].',
  },
  {
    calls: ['GetPublicAccessBlock of a new bucket'],
    path: '',
    sandbox: 'answered',
    moto: 'NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found',
    aws: 'sandbox',
    because: 'New buckets block public access since April 2023 [S3 create-bucket-faq].',
  },
  {
    calls: ['PutBucketPolicy that is no JSON'],
    path: '',
    sandbox: "MalformedPolicy: Policies must be valid JSON and the first byte must be '{'",
    moto: 'answered',
    aws: 'sandbox',
    because: 'MalformedPolicy [API S3 ErrorResponses].',
  },
];
