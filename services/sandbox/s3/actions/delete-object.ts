import type { Action } from '../../core/service';
import { bucketOfCall } from '../bucket-of-call';
import { expectedOwner, onObject, permissionOnVersion, versionIdOf } from '../objects/on-object';
import { removeObject } from '../objects/remove-object';
import { bypassesGovernance } from '../objects/retention-of';

export const deleteObject: Action = {
  ...onObject,
  readOnly: false,
  permission: permissionOnVersion('DeleteObject'),
  rest: {
    method: 'DELETE',
    path: '/{Bucket}/{Key+}',
    query: { versionId: 'VersionId' },
    headers: expectedOwner,
    answer: {
      status: 204,
      headers: { VersionId: 'x-amz-version-id', DeleteMarker: 'x-amz-delete-marker' },
    },
  },
  handle: (call, world) => {
    const versionId = versionIdOf(call);
    const removed = removeObject(call, world, {
      bucket: bucketOfCall(call, world),
      key: String(call.input.Key),
      ...(versionId !== undefined && { versionId }),
      bypassGovernance: bypassesGovernance(call),
    });
    return { ...removed };
  },
};
