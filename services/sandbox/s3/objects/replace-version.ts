import type { Bucket, ObjectVersion } from '../state';

/** Puts a version in the place of the one with its key and id. */
export function replaceVersion(bucket: Bucket, next: ObjectVersion): void {
  const versions = bucket.objects.get(next.key) ?? [];
  bucket.objects.set(
    next.key,
    versions.map((version) => (version.versionId === next.versionId ? next : version)),
  );
}
