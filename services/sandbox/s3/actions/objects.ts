import {
  type Action,
  type Call,
  NotEmulated,
  RawAnswer,
  Refusal,
  type World,
} from '../../core/service';
import type { XmlElement } from '../../core/xml-tree';
import {
  bucketOfCall,
  checkRegion,
  expectedOwner,
  objectArn,
  onBucket,
  onObject,
  permissionOnVersion,
  requirePermission,
  versionIdOf,
} from '../bucket-of-call';
import { elementOf, elementsOf, textOf } from '../configuration';
import { requireKey } from '../objects/require-key';
import {
  bypassesGovernance,
  findVersion,
  forgetVersion,
  hasVersions,
  readVersion,
  retentionOf,
  type StoredObject,
  storeDeleteMarker,
  storeObject,
} from '../objects/store-object';
import { refuse } from '../refusals';
import type { Bucket, ObjectVersion, Retention } from '../state';

const versionBinding = {
  path: '/{Bucket}/{Key+}',
  query: { versionId: 'VersionId' },
  headers: expectedOwner,
};

export const getObject: Action = {
  ...onObject,
  permission: permissionOnVersion('GetObject'),
  rest: { ...versionBinding, method: 'GET' },
  handle: (call, world) => read(call, world),
};

/** As GetObject; over HTTP the body stays away. */
export const headObject: Action = {
  ...getObject,
  rest: { ...versionBinding, method: 'HEAD' },
};

function read(call: Call, world: World): RawAnswer {
  const conditional = ['range', 'if-match', 'if-none-match', 'if-modified-since'];
  const unknown = conditional.find((name) => call.raw.headers[name] !== undefined);
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: s3:GetObject with ${unknown} is not emulated; add it in services/sandbox/s3/actions/objects.ts`,
    );
  }
  const bucket = bucketOfCall(call, world);
  const stored = readVersion(bucket, String(call.input.Key), versionIdOf(call));
  requireKey(call, world, { bucket, headers: stored.content.headers, action: 'kms:Decrypt' });
  const wantsSums = call.raw.headers['x-amz-checksum-mode'] === 'ENABLED';
  const headers = {
    ...objectHeaders(bucket, stored),
    ...(wantsSums && stored.content.sums),
    'x-amz-request-id': call.requestId,
  };
  return new RawAnswer(200, headers, stored.content.body);
}

/** Content, type and metadata as in the source; `x-amz-metadata-directive: REPLACE` has no effect. */
export const copyObject: Action = {
  ...onObject,
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

export const deleteObject: Action = {
  ...onObject,
  permission: permissionOnVersion('DeleteObject'),
  rest: {
    ...versionBinding,
    method: 'DELETE',
    answer: {
      status: 204,
      headers: { VersionId: 'x-amz-version-id', DeleteMarker: 'x-amz-delete-marker' },
    },
  },
  handle: (call, world) => ({
    ...removeObject(call, world, String(call.input.Key), versionIdOf(call)),
  }),
};

/** Each object is asked for and answered alone; one that is refused does not stop the others. */
export const deleteObjects: Action = {
  ...onBucket,
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
    const { DeleteMarker, VersionId } = removeObject(call, world, key, versionId);
    return { ...named, ...(DeleteMarker && { DeleteMarker, DeleteMarkerVersionId: VersionId }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...named, Code: error.code, Message: error.message };
  }
}

const binding = { ...versionBinding, select: ['retention'] };

export const getObjectRetention: Action = {
  ...onObject,
  rest: { ...binding, method: 'GET', answer: { root: 'Retention' } },
  handle: (call, world) => {
    if (!bucketOfCall(call, world).configurations.has('object-lock')) {
      throw refuse.invalidRequest('Bucket is missing Object Lock Configuration');
    }
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
  rest: { ...binding, method: 'PUT' },
  handle: (call, world) => {
    const bucket = bucketOfCall(call, world);
    const { retention: _, ...version } = versionOfCall(call, world);
    const { Mode, RetainUntilDate } = elementOf(call.input.Retention ?? '');
    const retention = retentionOf({ mode: Mode, until: RetainUntilDate }, bucket);
    checkChange(call, world, retention);
    replaceVersion(bucket, { ...version, ...(retention && { retention }) });
  },
};

function versionOfCall(call: Call, world: World) {
  return readVersion(bucketOfCall(call, world), String(call.input.Key), versionIdOf(call));
}

/** Longer is always good; shorter, weaker or none only over GOVERNANCE, with the permission and the wish. */
function checkChange(call: Call, world: World, next: Retention | undefined): void {
  const version = versionOfCall(call, world);
  const { retention } = version;
  const weaker = retention?.mode === 'COMPLIANCE' && next?.mode === 'GOVERNANCE';
  if (retention && next && next.until >= retention.until && !weaker) return;
  checkRetention(call, world, version);
}

/** Puts a version in the place of the one with its key and id. */
function replaceVersion(bucket: Bucket, next: ObjectVersion): void {
  const versions = bucket.objects.get(next.key) ?? [];
  bucket.objects.set(
    next.key,
    versions.map((version) => (version.versionId === next.versionId ? next : version)),
  );
}

/** What became of it, in the members DeleteObject answers; deleting what is not there succeeds. */
interface Removed {
  readonly VersionId?: string;
  readonly DeleteMarker?: boolean;
}

/** A version by its id for good; without an id a marker is put, or the object goes where there are no versions. */
function removeObject(call: Call, world: World, key: string, versionId?: string): Removed {
  const bucket = bucketOfCall(call, world);
  if (versionId === undefined && hasVersions(bucket)) {
    const marker = storeDeleteMarker(bucket, key, world.now());
    return { VersionId: marker.versionId, DeleteMarker: true };
  }
  const found = findVersion(bucket, key, versionId);
  if (found !== undefined) {
    checkRetention(call, world, found);
    forgetVersion(bucket, found);
  }
  if (versionId === undefined) return {};
  const isMarker = found !== undefined && found.content === undefined;
  return { VersionId: versionId, ...(isMarker && { DeleteMarker: true }) };
}

/** COMPLIANCE holds against everybody; GOVERNANCE gives way to the permission and the wish [D object-lock]. */
function checkRetention(call: Call, world: World, { key, retention }: ObjectVersion): void {
  if (retention === undefined || retention.until <= world.now()) return;
  if (retention.mode === 'COMPLIANCE' || !bypassesGovernance(call)) {
    throw refuse.denied('Access Denied because object protected by object lock.');
  }
  const resource = objectArn(call, key);
  requirePermission(call, world, { permission: 'BypassGovernanceRetention', resource });
}

/** What GetObject and HeadObject say of an object beside its content. */
function objectHeaders(
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
