import { createHash, randomBytes } from 'node:crypto';
import { defaultRetention } from '../configurations/object-lock';
import { isVersioned } from '../configurations/versioning';
import type { Bucket, ObjectVersion, Retention } from '../state';
import { replaceNullVersion } from './versions';

export interface NewObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Checksums it came with, by header. */
  readonly sums?: Readonly<Record<string, string>>;
  /** Default: the bucket's default retention. */
  readonly retention?: Retention;
  readonly at: Date;
}

/** Puts an object without asking a policy: a new version, or in place of the `null` one. */
export function storeObject(bucket: Bucket, draft: NewObject): ObjectVersion {
  const { key, body, at } = draft;
  const retention = draft.retention ?? defaultRetention(bucket, at);
  const version: ObjectVersion = {
    key,
    versionId: newVersionId(bucket),
    lastModified: at,
    content: {
      body,
      etag: `"${createHash('md5').update(body).digest('hex')}"`,
      contentType: draft.contentType ?? 'binary/octet-stream',
      headers: draft.headers ?? {},
      sums: draft.sums ?? {},
    },
    ...(retention && { retention }),
  };
  append(bucket, version);
  return version;
}

/** Hides the object behind a delete marker; what is behind it stays. */
export function storeDeleteMarker(bucket: Bucket, key: string, at: Date): ObjectVersion {
  const marker: ObjectVersion = { key, versionId: newVersionId(bucket), lastModified: at };
  append(bucket, marker);
  return marker;
}

function newVersionId(bucket: Bucket): string {
  return isVersioned(bucket) ? randomBytes(24).toString('base64url') : 'null';
}

function append(bucket: Bucket, version: ObjectVersion): void {
  const known = bucket.objects.get(version.key) ?? [];
  const kept = version.versionId === 'null' ? replaceNullVersion(known) : known;
  bucket.objects.set(version.key, [...kept, version]);
}
