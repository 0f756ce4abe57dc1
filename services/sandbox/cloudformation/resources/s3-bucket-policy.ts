import { putBucketPolicy } from '../../s3/bucket-policy';
import { refuse } from '../../s3/refusals';
import { policyProperty } from '../policy-property';
import { requiredText } from '../properties';
import type { ResourceType } from '../resource-type';

/** One policy for each bucket: the last one put stands, as in S3. */
export const s3BucketPolicy: ResourceType = {
  type: 'AWS::S3::BucketPolicy',
  properties: ['Bucket', 'PolicyDocument'],
  create: ({ deployment: { world }, properties }) => {
    const name = requiredText(properties, 'Bucket');
    const bucket = world.s3.buckets.get(name);
    if (bucket === undefined) throw refuse.noSuchBucket(name);
    putBucketPolicy(world, bucket, JSON.stringify(policyProperty(properties, 'PolicyDocument')));
    return { physicalId: name };
  },
  remove: ({ deployment: { world }, physicalId }) => {
    const bucket = world.s3.buckets.get(physicalId);
    if (bucket !== undefined) bucket.policy = undefined;
  },
};
