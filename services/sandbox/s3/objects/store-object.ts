import { createHash, randomBytes } from 'node:crypto';
import type { Call } from '../../core/service';
import { defaultRetention, isVersioned } from '../configurations/retention';
import { refuse, S3Refusal } from '../refusals';
import type { Bucket, ObjectContent, ObjectVersion, Retention } from '../state';

export interface NewObject {
  readonly key: string;
  readonly body: Buffer;
  /** Default: the MD5 of the body. */
  readonly etag?: string;
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
      etag: draft.etag ?? `"${createHash('md5').update(body).digest('hex')}"`,
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

export type StoredObject = ObjectVersion & { readonly content: ObjectContent };

/** A bucket has had versions once its versioning was ever set. */
export function hasVersions(bucket: Bucket): boolean {
  return bucket.configurations.get('versioning')?.Status !== undefined;
}

function replaceNullVersion(versions: readonly ObjectVersion[]): readonly ObjectVersion[] {
  return versions.filter(({ versionId }) => versionId !== 'null');
}

export function findVersion(bucket: Bucket, key: string, versionId?: string) {
  const versions = bucket.objects.get(key) ?? [];
  return versionId === undefined
    ? versions.at(-1)
    : versions.find((version) => version.versionId === versionId);
}

/** The object a request reads; refuses what is not there, a delete marker too. */
export function readVersion(bucket: Bucket, key: string, versionId?: string): StoredObject {
  const version = findVersion(bucket, key, versionId);
  if (version === undefined) {
    throw versionId === undefined ? refuse.noSuchKey(key) : refuse.noSuchVersion(key, versionId);
  }
  if (isStored(version)) return version;
  throw deleteMarker(version, versionId !== undefined);
}

export function forgetVersion(bucket: Bucket, gone: ObjectVersion): void {
  const left = (bucket.objects.get(gone.key) ?? []).filter((version) => version !== gone);
  if (left.length === 0) bucket.objects.delete(gone.key);
  else bucket.objects.set(gone.key, left);
}

function isStored(version: ObjectVersion): version is StoredObject {
  return version.content !== undefined;
}

/** Asked for by its id, a marker cannot be read; on top, it says that the object is gone [D DeleteMarker]. */
function deleteMarker({ key, versionId }: ObjectVersion, byId: boolean): S3Refusal {
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId };
  const message = 'The specified method is not allowed against this resource.';
  if (byId) return new S3Refusal({ code: 'MethodNotAllowed', message, status: 405, headers });
  const { code, message: absent } = refuse.noSuchKey(key);
  return new S3Refusal({ code, message: absent, status: 404, details: { Key: key }, headers });
}

/** What a request asks to be kept, in headers or XML; undefined when it asks for nothing. */
export function retentionOf(
  { mode, until }: { readonly mode: unknown; readonly until: unknown },
  bucket: Bucket,
): Retention | undefined {
  if (mode === undefined && until === undefined) return undefined;
  if (!bucket.configurations.has('object-lock')) {
    throw refuse.invalidRequest('Bucket is missing Object Lock Configuration');
  }
  const date = new Date(String(until));
  if (Number.isNaN(date.getTime())) {
    throw refuse.invalidArgument('The retain until date must be provided in ISO 8601 format');
  }
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') {
    throw refuse.invalidArgument('Unknown wormMode directive');
  }
  return { mode, until: date };
}

/** Whether a request asks to go over GOVERNANCE. */
export function bypassesGovernance({ raw }: Call): boolean {
  return raw.headers['x-amz-bypass-governance-retention'] === 'true';
}
