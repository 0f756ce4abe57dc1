import type { Call } from '../../core/call';
import type { RestBinding } from '../../core/rest-binding';
import type { World } from '../../core/world';
import { bucketOfCall, onBucket } from '../bucket-of-call';
import { recordedParameters } from '../recorded-parameters';
import { refuse } from '../refusals';
import type { Bucket } from '../state';

/** As `onBucket`; the owner's root may always get, put and delete the policy, even if it says no [D API_PutBucketPolicy]. */
export const onBucketPolicy = {
  ...onBucket,
  resourcePolicy: (call: Call, world: World) => {
    const policy = onBucket.resourcePolicy(call, world);
    const isOwnRoot = call.principal.kind === 'root' && call.accountId === policy?.ownerAccountId;
    return policy && isOwnRoot ? { ownerAccountId: policy.ownerAccountId } : policy;
  },
  record: (call: Call, _output: unknown, world: World) => ({
    ...onBucket.record(call, undefined, world),
    requestParameters: { ...recordedParameters(call), policy: '' },
  }),
};

export const policyBinding = {
  path: '/{Bucket}',
  select: ['policy'],
  headers: { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' },
} satisfies Partial<RestBinding>;

/** Another account never handles the policy, even if the policy lets it. */
export function ownBucketOfCall(call: Call, world: World): Bucket {
  const bucket = bucketOfCall(call, world);
  if (bucket.accountId !== call.accountId) throw refuse.methodNotAllowed();
  return bucket;
}
