import type { Call } from '../../core/call';
import type { World } from '../../core/world';
import { refuse } from '../refusals';
import { requirePermission } from '../require-permission';
import type { Bucket, ObjectVersion } from '../state';
import { objectArn } from './object-arn';
import { storeDeleteMarker } from './store-object';
import { findVersion, forgetVersion, hasVersions } from './versions';

export interface Removal {
  readonly bucket: Bucket;
  readonly key: string;
  readonly versionId?: string;
  readonly bypassGovernance: boolean;
}

/** What became of it, in the members DeleteObject answers; deleting what is not there succeeds. */
export interface Removed {
  readonly VersionId?: string;
  readonly DeleteMarker?: boolean;
}

/** A version by its id for good; without an id a marker is put, or the object goes where there are no versions. */
export function removeObject(call: Call, world: World, removal: Removal): Removed {
  const { bucket, key, versionId } = removal;
  if (versionId === undefined && hasVersions(bucket)) {
    const marker = storeDeleteMarker(bucket, key, world.now());
    return { VersionId: marker.versionId, DeleteMarker: true };
  }
  const found = findVersion(bucket, key, versionId);
  if (found !== undefined) {
    checkRetention(call, world, found, removal);
    forgetVersion(bucket, found);
  }
  if (versionId === undefined) return {};
  const isMarker = found !== undefined && found.content === undefined;
  return { VersionId: versionId, ...(isMarker && { DeleteMarker: true }) };
}

/** COMPLIANCE holds against everybody; GOVERNANCE gives way to the permission and the wish [D object-lock]. */
function checkRetention(
  call: Call,
  world: World,
  { retention }: ObjectVersion,
  { key, bypassGovernance }: Removal,
): void {
  if (retention === undefined || retention.until <= world.now()) return;
  if (retention.mode === 'COMPLIANCE' || !bypassGovernance) {
    throw refuse.denied('Access Denied because object protected by object lock.');
  }
  const resource = objectArn(call, key);
  requirePermission(call, world, { permission: 'BypassGovernanceRetention', resource });
}
