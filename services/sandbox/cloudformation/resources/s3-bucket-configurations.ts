import type { ConfigurationName } from '../../s3/state';
import { object, objects } from '../properties';
import type { Values } from '../template';

type Configured = readonly [name: ConfigurationName, value: Values];

/** A bucket's properties as the configurations S3 keeps; the two spell their lists and days differently. */
export function bucketConfigurations(properties: Values): readonly Configured[] {
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
