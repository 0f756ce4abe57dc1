import type { Action } from '../../core/service';
import { putBucketPolicy } from '../bucket-policy';
import { onBucketPolicy, ownBucketOfCall, policyBinding } from './on-bucket-policy';

export const putBucketPolicyAction: Action = {
  ...onBucketPolicy,
  readOnly: false,
  rest: { ...policyBinding, method: 'PUT', payload: 'Policy', answer: { status: 204 } },
  handle: (call, world) => {
    putBucketPolicy(world, ownBucketOfCall(call, world), String(call.input.Policy));
    return {};
  },
};
