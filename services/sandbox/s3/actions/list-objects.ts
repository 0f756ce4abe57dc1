import type { Action } from '../../core/service';
import { bucketOfCall, onBucket } from '../bucket-of-call';
import { keyEncoding } from '../objects/key-encoding';
import { listKeys } from '../objects/list-keys';
import { expectedOwner } from '../objects/on-object';
import { findVersion } from '../objects/versions';

/** The first version of the listing, which the AWS CLI still asks for; `NextMarker` only with a delimiter [D]. */
export const listObjects: Action = {
  ...onBucket,
  readOnly: true,
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
