import type { Action } from '../../core/service';
import { onBucketPolicy, ownBucketOfCall, policyBinding } from './on-bucket-policy';

/** Deleting what is not there succeeds. */
export const deleteBucketPolicy: Action = {
  ...onBucketPolicy,
  readOnly: false,
  rest: { ...policyBinding, method: 'DELETE', answer: { status: 204 } },
  handle: (call, world) => {
    ownBucketOfCall(call, world).policy = undefined;
    return {};
  },
};
