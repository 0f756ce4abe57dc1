import type { NamedPlace } from '../core/place';
import type { World } from '../core/service';
import { bucketArn } from './bucket-of-call';
import { bucketOwnerEnforced, everythingBlocked } from './configurations/access';
import { refuse } from './refusals';
import type { Bucket } from './state';

/** A bucket as it is born since April 2023: private, ACLs off. Refuses a taken or a wrong name. */
export function createBucket(world: World, { accountId, region, name }: NamedPlace): Bucket {
  if (!isBucketName(name)) throw refuse.invalidBucketName(name);
  const taken = world.s3.buckets.get(name);
  if (taken?.accountId === accountId) throw refuse.bucketAlreadyOwnedByYou(name);
  if (taken !== undefined) throw refuse.bucketAlreadyExists(name);
  const bucket: Bucket = {
    name,
    arn: bucketArn(world.partition, name),
    accountId,
    region,
    createdAt: world.now(),
    policy: undefined,
    configurations: new Map([
      ['publicAccessBlock', everythingBlocked],
      ['ownershipControls', bucketOwnerEnforced],
    ]),
    earlier: new Map(),
    objects: new Map(),
  };
  world.s3.buckets.set(name, bucket);
  world.s3.deleted.delete(name);
  return bucket;
}

/** [D] bucketnamingrules */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^(\d{1,3}\.){3}\d{1,3}$/.test(name)
  );
}

/** The name is free at once, for all. A delete marker is content, too. */
export function deleteBucket(world: World, bucket: Bucket): void {
  if (bucket.objects.size > 0) throw refuse.bucketNotEmpty(bucket.name);
  world.s3.buckets.delete(bucket.name);
  world.s3.deleted.add(bucket.name);
}
