import type { Action } from '../../core/service';
import { bucketOfCall, onBucket } from '../bucket-of-call';

export const headBucket: Action = {
  ...onBucket,
  readOnly: true,
  permission: 's3:ListBucket',
  rest: {
    method: 'HEAD',
    path: '/{Bucket}',
    headers: { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' },
    answer: { headers: { BucketRegion: 'x-amz-bucket-region', BucketArn: 'x-amz-bucket-arn' } },
  },
  handle: (call, world) => {
    const { region, arn } = bucketOfCall(call, world);
    return { BucketRegion: region, BucketArn: arn };
  },
};
