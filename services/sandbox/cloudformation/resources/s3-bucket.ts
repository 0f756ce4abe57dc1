import { createBucket } from '../../s3/create-bucket';
import { deleteBucket } from '../../s3/delete-bucket';
import { putConfiguration } from '../../s3/put-configuration';
import { physicalName } from '../physical-name';
import type { ResourceType } from '../resource-type';
import { bucketConfigurations } from './s3-bucket-configurations';

/** `AccessControl` has no effect: a bucket born since April 2023 has its ACLs off. */
export const s3Bucket: ResourceType = {
  type: 'AWS::S3::Bucket',
  properties: [
    'AccessControl',
    'BucketEncryption',
    'BucketName',
    'LifecycleConfiguration',
    'ObjectLockConfiguration',
    'ObjectLockEnabled',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
  create: (creation) => {
    const { accountId, region, world } = creation.deployment;
    const name = physicalName(creation, 'BucketName', 63).toLowerCase();
    const bucket = createBucket(world, { accountId, region, name });
    for (const [configuration, value] of bucketConfigurations(creation.properties)) {
      putConfiguration(bucket, configuration, value);
    }
    return {
      physicalId: name,
      attributes: {
        Arn: bucket.arn,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      },
    };
  },
  remove: ({ deployment: { world }, physicalId }) => {
    const bucket = world.s3.buckets.get(physicalId);
    if (bucket !== undefined) deleteBucket(world, bucket);
  },
};
