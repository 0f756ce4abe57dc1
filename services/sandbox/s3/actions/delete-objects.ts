import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import type { XmlElement } from '../../core/xml-tree';
import { bucketOfCall, checkRegion, onBucket } from '../bucket-of-call';
import { objectArn } from '../objects/object-arn';
import { expectedOwner } from '../objects/on-object';
import { removeObject } from '../objects/remove-object';
import { bypassesGovernance } from '../objects/retention-of';
import { refuse } from '../refusals';
import { requirePermission } from '../require-permission';
import { elementOf, elementsOf, textOf } from '../xml-values';

/** Each object is asked for and answered alone; one that is refused does not stop the others. */
export const deleteObjects: Action = {
  ...onBucket,
  readOnly: false,
  authorization: 'own',
  record: null,
  rest: {
    method: 'POST',
    path: '/{Bucket}',
    select: ['delete'],
    headers: expectedOwner,
    answer: { root: 'DeleteResult' },
  },
  handle: (call, world) => {
    checkRegion(call, bucketOfCall(call, world));
    const { Object: objects, Quiet } = elementOf(call.input.Delete);
    const entries = elementsOf(objects);
    if (entries.length === 0 || entries.length > 1000) throw refuse.malformedXml();
    const results = entries.map((entry) => remove(call, world, entry));
    const errors = results.filter((result) => 'Code' in result);
    const deleted = results.filter((result) => !('Code' in result));
    return { Deleted: Quiet === 'true' ? undefined : deleted, Error: errors };
  },
};

function remove(call: Call, world: World, entry: XmlElement) {
  const key = textOf(entry.Key) ?? '';
  const versionId = textOf(entry.VersionId);
  const named = { Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
  try {
    const permission = versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion';
    requirePermission(call, world, { permission, resource: objectArn(call, key) });
    const { DeleteMarker, VersionId } = removeObject(call, world, {
      bucket: bucketOfCall(call, world),
      key,
      ...(versionId !== undefined && { versionId }),
      bypassGovernance: bypassesGovernance(call),
    });
    return { ...named, ...(DeleteMarker && { DeleteMarker, DeleteMarkerVersionId: VersionId }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...named, Code: error.code, Message: error.message };
  }
}
