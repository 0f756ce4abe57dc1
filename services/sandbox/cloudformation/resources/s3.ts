import { putBucketPolicy } from '../../s3/bucket-policy';
import { putConfiguration } from '../../s3/configuration';
import { createBucket, deleteBucket } from '../../s3/create-bucket';
import { refuse } from '../../s3/refusals';
import type { ConfigurationName } from '../../s3/state';
import { physicalName, type ResourceType } from '../resource-type';
import { object, objects, policyProperty, requiredText, type Values } from '../template';

type Configured = readonly [name: ConfigurationName, value: Values];

/** A bucket's properties as the configurations S3 keeps; the two spell their lists and days differently. */
function bucketConfigurations(properties: Values): readonly Configured[] {
  const has = (name: string) => properties[name] !== undefined;
  const lock = has('ObjectLockConfiguration')
    ? object(properties, 'ObjectLockConfiguration')
    : { ObjectLockEnabled: 'Enabled' };
  const locked = String(properties.ObjectLockEnabled) === 'true';
  const configured: readonly (Configured | false)[] = [
    locked && ['versioning', { Status: 'Enabled' }],
    locked && ['object-lock', lock],
    has('VersioningConfiguration') && ['versioning', object(properties, 'VersioningConfiguration')],
    has('BucketEncryption') && ['encryption', encryption(object(properties, 'BucketEncryption'))],
    has('LifecycleConfiguration') && [
      'lifecycle',
      { Rule: objects(object(properties, 'LifecycleConfiguration'), 'Rules').map(lifecycleRule) },
    ],
    has('OwnershipControls') && [
      'ownershipControls',
      { Rule: objects(object(properties, 'OwnershipControls'), 'Rules') },
    ],
    has('PublicAccessBlockConfiguration') && [
      'publicAccessBlock',
      publicAccessBlock(object(properties, 'PublicAccessBlockConfiguration')),
    ],
    has('Tags') && ['tagging', { TagSet: { Tag: objects(properties, 'Tags') } }],
  ];
  return configured.filter((one) => one !== false);
}

function encryption(property: Values): Values {
  return {
    Rule: objects(property, 'ServerSideEncryptionConfiguration').map((rule) => ({
      ApplyServerSideEncryptionByDefault: rule.ServerSideEncryptionByDefault,
      BucketKeyEnabled: rule.BucketKeyEnabled ?? false,
    })),
  };
}

function publicAccessBlock(property: Values): Values {
  const off = {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  return { ...off, ...property };
}

function lifecycleRule(rule: Values, index: number): Values {
  const { Id, Prefix, ExpirationInDays, ExpirationDate, Transitions: _, ...rest } = rule;
  const expires = ExpirationInDays !== undefined || ExpirationDate !== undefined;
  return {
    ...rest,
    ID: Id ?? `rule-${index + 1}`,
    Filter: { Prefix: Prefix ?? '' },
    Transition: objects(rule, 'Transitions').map(({ TransitionInDays, StorageClass }) => ({
      Days: TransitionInDays,
      StorageClass,
    })),
    ...(expires && { Expiration: { Days: ExpirationInDays, Date: ExpirationDate } }),
  };
}

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
  adopt: ({ deployment: { world, region }, physicalId: name }) => {
    const bucket = world.s3.buckets.get(name);
    if (bucket === undefined) throw refuse.noSuchBucket(name);
    return {
      physicalId: name,
      attributes: {
        Arn: bucket.arn,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      },
    };
  },
  update: ({ deployment: { world }, physicalId, attributes, properties }) => {
    const bucket = world.s3.buckets.get(physicalId);
    if (bucket === undefined) throw refuse.noSuchBucket(physicalId);
    for (const [configuration, value] of bucketConfigurations(properties))
      putConfiguration(bucket, configuration, value);
    return { physicalId, attributes };
  },
  remove: ({ deployment: { world }, physicalId }) => {
    const bucket = world.s3.buckets.get(physicalId);
    if (bucket !== undefined) deleteBucket(world, bucket);
  },
};

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
