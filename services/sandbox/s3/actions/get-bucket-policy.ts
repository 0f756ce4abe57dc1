import type { Action } from '../../core/service';
import { refuse } from '../refusals';
import { onBucketPolicy, ownBucketOfCall, policyBinding } from './on-bucket-policy';

export const getBucketPolicy: Action = {
  ...onBucketPolicy,
  readOnly: true,
  rest: {
    ...policyBinding,
    method: 'GET',
    answer: { payload: 'Policy', headers: { ContentType: 'content-type' } },
  },
  handle: (call, world) => {
    const { policy } = ownBucketOfCall(call, world);
    if (policy !== undefined) return { Policy: policy.text, ContentType: 'application/json' };
    throw refuse.notThere('NoSuchBucketPolicy', 'The bucket policy does not exist');
  },
};
