import type { Action } from '../../core/service';
import { bucketOfCall, onBucket } from '../bucket-of-call';
import { keyEncoding } from '../objects/key-encoding';
import { expectedOwner } from '../objects/on-object';
import { findVersion } from '../objects/versions';
import type { Bucket, ObjectVersion } from '../state';

/** One page holds everything; `delimiter` and paging are refused as unknown. */
export const listObjectVersions: Action = {
  ...onBucket,
  readOnly: true,
  permission: 's3:ListBucketVersions',
  record: null,
  rest: {
    method: 'GET',
    path: '/{Bucket}',
    select: ['versions'],
    query: { prefix: 'Prefix', 'encoding-type': 'EncodingType' },
    headers: expectedOwner,
    answer: { root: 'ListVersionsResult' },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { Prefix = '', EncodingType } = call.input;
    const written = keyEncoding(EncodingType);
    const versions = [...bucket.objects.keys()]
      .filter((key) => key.startsWith(String(Prefix)))
      .sort()
      .flatMap((key) => [...(bucket.objects.get(key) ?? [])].reverse());
    return {
      Name: bucket.name,
      Prefix: written(String(Prefix)),
      EncodingType,
      MaxKeys: 1000,
      IsTruncated: false,
      Version: versions
        .filter(({ content }) => content !== undefined)
        .map((version) => ({
          ...common(bucket, version, written),
          ETag: version.content?.etag,
          Size: version.content?.body.length,
          StorageClass: 'STANDARD',
        })),
      DeleteMarker: versions
        .filter(({ content }) => content === undefined)
        .map((version) => common(bucket, version, written)),
    };
  },
};

function common(bucket: Bucket, version: ObjectVersion, written: (key: string) => string) {
  return {
    Key: written(version.key),
    VersionId: version.versionId,
    IsLatest: findVersion(bucket, version.key) === version,
    LastModified: version.lastModified,
  };
}
