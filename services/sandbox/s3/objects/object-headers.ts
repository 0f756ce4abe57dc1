import type { Bucket } from '../state';
import { hasVersions, type StoredObject } from './versions';

/** What GetObject and HeadObject say of an object beside its content. */
export function objectHeaders(
  bucket: Bucket,
  { content, lastModified, versionId, retention }: StoredObject,
): Readonly<Record<string, string>> {
  return {
    ...content.headers,
    'content-type': content.contentType,
    etag: content.etag,
    'last-modified': lastModified.toUTCString(),
    ...(hasVersions(bucket) && { 'x-amz-version-id': versionId }),
    ...(retention && {
      'x-amz-object-lock-mode': retention.mode,
      'x-amz-object-lock-retain-until-date': retention.until.toISOString(),
    }),
  };
}
