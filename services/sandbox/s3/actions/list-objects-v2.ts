import type { Action } from '../../core/service';
import { bucketOfCall, onBucket } from '../bucket-of-call';
import { keyEncoding } from '../objects/key-encoding';
import { listKeys } from '../objects/list-keys';
import { expectedOwner } from '../objects/on-object';
import { findVersion } from '../objects/versions';

export const listObjectsV2: Action = {
  ...onBucket,
  readOnly: true,
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
