import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { bucketOfCall } from '../bucket-of-call';
import { objectArn } from '../objects/object-arn';
import { expectedOwner, onObject, versionIdOf } from '../objects/on-object';
import { replaceVersion } from '../objects/replace-version';
import { bypassesGovernance, retentionOf } from '../objects/retention-of';
import { readVersion } from '../objects/versions';
import { refuse } from '../refusals';
import { requirePermission } from '../require-permission';
import type { Retention } from '../state';
import { elementOf } from '../xml-values';

const binding = {
  path: '/{Bucket}/{Key+}',
  select: ['retention'],
  query: { versionId: 'VersionId' },
  headers: expectedOwner,
};

export const getObjectRetention: Action = {
  ...onObject,
  readOnly: true,
  rest: { ...binding, method: 'GET', answer: { root: 'Retention' } },
  handle: (call, world) => {
    const { retention } = versionOfCall(call, world);
    if (retention !== undefined) return { Mode: retention.mode, RetainUntilDate: retention.until };
    throw refuse.notThere(
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
    );
  },
};

export const putObjectRetention: Action = {
  ...onObject,
  readOnly: false,
  rest: { ...binding, method: 'PUT' },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { retention: _, ...version } = versionOfCall(call, world);
    const { Mode, RetainUntilDate } = elementOf(call.input.Retention ?? '');
    const retention = retentionOf({ mode: Mode, until: RetainUntilDate }, bucket);
    checkChange(call, world, retention);
    replaceVersion(bucket, { ...version, ...(retention && { retention }) });
    return {};
  },
};

function versionOfCall(call: Call, world: World) {
  return readVersion(bucketOfCall(call, world), String(call.input.Key), versionIdOf(call));
}

/** Longer is always good; shorter, weaker or none only over GOVERNANCE, with the permission and the wish. */
function checkChange(call: Call, world: World, next: Retention | undefined): void {
  const { retention } = versionOfCall(call, world);
  if (retention === undefined || retention.until <= world.now()) return;
  const weaker = retention.mode === 'COMPLIANCE' && next?.mode === 'GOVERNANCE';
  if (next !== undefined && next.until >= retention.until && !weaker) return;
  if (retention.mode === 'COMPLIANCE' || !bypassesGovernance(call)) {
    throw refuse.denied('Access Denied because object protected by object lock.');
  }
  const permission = 'BypassGovernanceRetention';
  requirePermission(call, world, { permission, resource: objectArn(call) });
}
