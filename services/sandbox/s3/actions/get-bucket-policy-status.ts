import type { Action } from '../../core/service';
import { bucketOfCall, onBucket } from '../bucket-of-call';
import { isPublicPolicy } from '../public-policy';
import { refuse } from '../refusals';

export const getBucketPolicyStatus: Action = {
  ...onBucket,
  readOnly: true,
  rest: {
    method: 'GET',
    path: '/{Bucket}',
    select: ['policyStatus'],
    headers: { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' },
    answer: { root: 'PolicyStatus' },
  },
  handle: (call, world) => {
    const { policy } = bucketOfCall(call, world);
    if (policy !== undefined) return { IsPublic: isPublicPolicy(policy.document) };
    throw refuse.notThere('NoSuchBucketPolicy', 'The bucket policy does not exist');
  },
};
