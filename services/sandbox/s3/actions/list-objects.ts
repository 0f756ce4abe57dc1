import type { Action } from '../../core/service';
import { bucketOfCall, onBucket } from '../bucket-of-call';
import { keyEncoding } from '../objects/key-encoding';
import { listKeys } from '../objects/list-keys';
import { expectedOwner } from '../objects/on-object';
import { findVersion } from '../objects/versions';
import type { Bucket, ObjectVersion } from '../state';

/** The first version of the listing, which the AWS CLI still asks for; `NextMarker` only with a delimiter [D]. */
export const listObjects: Action = {
  ...onBucket,
  permission: 's3:ListBucket',
  record: null,
  rest: {
    method: 'GET',
    path: '/{Bucket}',
    query: {
      prefix: 'Prefix',
      delimiter: 'Delimiter',
      'max-keys': 'MaxKeys',
      marker: 'Marker',
      'encoding-type': 'EncodingType',
    },
    headers: expectedOwner,
    answer: { root: 'ListBucketResult' },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { Prefix = '', Delimiter, Marker = '' } = call.input;
    const written = keyEncoding(call.input.EncodingType);
    const current = (key: string) => findVersion(bucket, key)?.content;
    const page = listKeys(
      [...bucket.objects.keys()].filter((key) => current(key) !== undefined),
      { ...call.input, StartAfter: Marker },
    );
    const last = [...page.keys, ...page.commonPrefixes].sort().at(-1) ?? '';
    return {
      Name: bucket.name,
      Prefix: written(String(Prefix)),
      Marker: written(String(Marker)),
      EncodingType: call.input.EncodingType,
      Delimiter,
      MaxKeys: page.maxKeys,
      IsTruncated: page.next !== undefined,
      NextMarker: page.next !== undefined && Delimiter !== undefined ? written(last) : undefined,
      Contents: page.keys.map((key) => ({
        Key: written(key),
        LastModified: findVersion(bucket, key)?.lastModified,
        ETag: current(key)?.etag,
        Size: current(key)?.body.length,
        StorageClass: 'STANDARD',
      })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: written(prefix) })),
    };
  },
};

export const listObjectsV2: Action = {
  ...onBucket,
  permission: 's3:ListBucket',
  record: null,
  rest: {
    method: 'GET',
    path: '/{Bucket}',
    select: ['list-type'],
    query: {
      prefix: 'Prefix',
      delimiter: 'Delimiter',
      'max-keys': 'MaxKeys',
      'continuation-token': 'ContinuationToken',
      'start-after': 'StartAfter',
      'fetch-owner': 'FetchOwner',
      'encoding-type': 'EncodingType',
    },
    headers: expectedOwner,
    answer: { root: 'ListBucketResult' },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { Prefix = '', Delimiter, ContinuationToken, StartAfter } = call.input;
    const written = keyEncoding(call.input.EncodingType);
    const current = (key: string) => findVersion(bucket, key)?.content;
    const page = listKeys(
      [...bucket.objects.keys()].filter((key) => current(key) !== undefined),
      call.input,
    );
    return {
      Name: bucket.name,
      Prefix: written(String(Prefix)),
      EncodingType: call.input.EncodingType,
      Delimiter,
      StartAfter,
      ContinuationToken,
      MaxKeys: page.maxKeys,
      KeyCount: page.keys.length + page.commonPrefixes.length,
      IsTruncated: page.next !== undefined,
      NextContinuationToken: page.next,
      Contents: page.keys.map((key) => ({
        Key: written(key),
        LastModified: findVersion(bucket, key)?.lastModified,
        ETag: current(key)?.etag,
        Size: current(key)?.body.length,
        StorageClass: 'STANDARD',
      })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: written(prefix) })),
    };
  },
};

/** One page holds everything; `delimiter` and paging are refused as unknown. */
export const listObjectVersions: Action = {
  ...onBucket,
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
