import type { Action } from '../../core/service';
import { bucketOfCall, findBucket, onBucket } from '../bucket-of-call';

/** us-east-1 answers for every Region, and is itself the empty answer [D API_GetBucketLocation]. */
export const getBucketLocation: Action = {
  ...onBucket,
  readOnly: true,
  resourcePolicy: (call, world) => {
    const bucket = findBucket(call, world);
    const region = call.region === 'us-east-1' ? bucket?.region : undefined;
    return onBucket.resourcePolicy(region === undefined ? call : { ...call, region }, world);
  },
  rest: {
    method: 'GET',
    path: '/{Bucket}',
    select: ['location'],
    headers: { 'x-amz-expected-bucket-owner': 'ExpectedBucketOwner' },
    answer: { root: 'LocationConstraint' },
  },
  handle: (call, world) => {
    const { region } = bucketOfCall(call, world);
    return region === 'us-east-1' ? {} : { '#text': region };
  },
};
