import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { bucketOfCall } from '../bucket-of-call';
import { objectArn } from '../objects/object-arn';
import { expectedOwner, onObject } from '../objects/on-object';
import { storeObject } from '../objects/store-object';
import { hasVersions, readVersion, type StoredObject } from '../objects/versions';
import { refuse } from '../refusals';
import { requirePermission } from '../require-permission';

/** Content, type and metadata as in the source; `x-amz-metadata-directive: REPLACE` has no effect. */
export const copyObject: Action = {
  ...onObject,
  readOnly: false,
  permission: 's3:PutObject',
  rest: {
    method: 'PUT',
    path: '/{Bucket}/{Key+}',
    selectHeader: 'x-amz-copy-source',
    headers: { ...expectedOwner, 'x-amz-copy-source': 'CopySource' },
    answer: { root: 'CopyObjectResult', headers: { VersionId: 'x-amz-version-id' } },
  },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { content } = sourceOf(call, world);
    const copy = storeObject(bucket, { ...content, key: String(call.input.Key), at: world.now() });
    return {
      ETag: content.etag,
      LastModified: copy.lastModified,
      VersionId: hasVersions(bucket) ? copy.versionId : undefined,
    };
  },
};

/** The caller has to be allowed to read the source, too. */
function sourceOf(call: Call, world: World): StoredObject {
  const written = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/s.exec(String(call.input.CopySource));
  const [, Bucket, key, versionId] = written ?? [];
  if (Bucket === undefined || key === undefined) {
    throw refuse.invalidArgument('Invalid copy source object key');
  }
  const Key = decodeURIComponent(key);
  const reading: Call = { ...call, input: { Bucket, Key } };
  requirePermission(reading, world, {
    permission: versionId === undefined ? 'GetObject' : 'GetObjectVersion',
    resource: objectArn(reading),
  });
  return readVersion(bucketOfCall(reading, world), Key, versionId);
}
