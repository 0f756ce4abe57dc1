import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import { organizationIdOf } from '../organizations/membership';
import { policyOfBucket } from './bucket-of-call';
import { encryptionKeyOf, isRequesterPays } from './configurations/settings';
import type { Bucket } from './state';

export interface TrailDelivery {
  readonly bucketName: string;
  readonly keyPrefix?: string;
  readonly trailArn: string;
  /** The account whose files are delivered. */
  readonly accountId: string;
  /** Present for an organization trail: its files lie under the organization's id. */
  readonly organizationId?: string;
  readonly region: string;
  /** What is delivered there; log files where it is absent. */
  readonly folder?: 'CloudTrail' | 'CloudTrail-Digest';
  /**
   * Whether CloudTrail may encrypt with this key of the bucket's default encryption. Absent: it is not asked,
   * as for a trail with a key of its own, which is used in place of the bucket's.
   */
  readonly mayEncryptWith?: (keyId: string) => boolean;
}

/** S3's error codes, as `LatestDeliveryError` shows them. */
export type DeliveryObstacle =
  | 'NoSuchBucket'
  | 'AccessDenied'
  | 'RequesterPays'
  | 'KMS.AccessDenied';

const cloudtrail = 'cloudtrail.amazonaws.com';

/**
 * What keeps CloudTrail from writing a trail's files; undefined when nothing does. A name that never
 * was a bucket of this world stands for one outside it, and is good; one that was deleted is not.
 * [D] create-s3-bucket-policy-for-cloudtrail
 */
export function deliveryObstacle(
  world: World,
  delivery: TrailDelivery,
): DeliveryObstacle | undefined {
  const { bucketName, mayEncryptWith } = delivery;
  const bucket = world.s3.buckets.get(bucketName);
  if (bucket === undefined) return world.s3.deleted.has(bucketName) ? 'NoSuchBucket' : undefined;
  const mayRead = mayCloudTrail(world, delivery, bucket, 's3:GetBucketAcl');
  const mayWrite = mayCloudTrail(world, delivery, bucket, 's3:PutObject');
  if (!mayRead || !mayWrite) return 'AccessDenied';
  if (isRequesterPays(bucket)) return 'RequesterPays';
  const key = encryptionKeyOf(bucket);
  if (key === undefined || mayEncryptWith === undefined || mayEncryptWith(key)) return undefined;
  return 'KMS.AccessDenied';
}

/**
 * Where a trail's files lie: `prefix/AWSLogs/[o-…/]account/CloudTrail/Region/`. Its digests lie beside them, under
 * `CloudTrail-Digest`.
 */
export function deliveryPrefix(delivery: Omit<TrailDelivery, 'bucketName' | 'trailArn'>): string {
  const { keyPrefix, organizationId, accountId, region, folder = 'CloudTrail' } = delivery;
  return [keyPrefix, 'AWSLogs', organizationId, accountId, folder, region, '']
    .filter((part) => part !== undefined)
    .join('/');
}

function mayCloudTrail(
  world: World,
  delivery: TrailDelivery,
  bucket: Bucket,
  action: 's3:GetBucketAcl' | 's3:PutObject',
): boolean {
  const writes = action === 's3:PutObject';
  const owner = delivery.trailArn.split(':')[4] ?? delivery.accountId;
  const principal: Principal = { kind: 'service', service: cloudtrail, accountId: owner, arn: '' };
  const decision = authorize(world, {
    principal,
    action,
    resources: [writes ? `${bucket.arn}/${deliveryPrefix(delivery)}` : bucket.arn],
    resourcePolicy: policyOfBucket(bucket),
    context: {
      'aws:SourceArn': delivery.trailArn,
      'aws:SourceAccount': owner,
      'aws:SourceOrgID': organizationIdOf(world, owner),
      'aws:ResourceAccount': bucket.accountId,
      'aws:ResourceOrgID': organizationIdOf(world, bucket.accountId),
      's3:x-amz-acl': writes ? 'bucket-owner-full-control' : undefined,
      's3:x-amz-server-side-encryption': undefined,
      's3:x-amz-server-side-encryption-aws-kms-key-id': undefined,
    },
  });
  return decision.kind === 'allowed';
}
