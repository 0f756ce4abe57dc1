import type { Action } from '../../core/service';
import { bucketOfCall, onBucket } from '../bucket-of-call';
import { deleteBucket } from '../delete-bucket';

export const deleteBucketAction: Action = {
  ...onBucket,
  readOnly: false,
  rest: {
    method: 'DELETE',
    path: '/{Bucket}',
    headers: { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' },
    answer: { status: 204 },
  },
  handle: (call, world) => {
    deleteBucket(world, bucketOfCall(call, world));
    return {};
  },
};
