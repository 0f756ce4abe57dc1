import type { World } from '../core/service';
import { refuse } from './refusals';
import type { Bucket } from './state';

/** The name is free at once, for all. A delete marker is content, too. */
export function deleteBucket(world: World, bucket: Bucket): void {
  if (bucket.objects.size > 0) throw refuse.bucketNotEmpty(bucket.name);
  world.s3.buckets.delete(bucket.name);
  world.s3.deleted.add(bucket.name);
}
