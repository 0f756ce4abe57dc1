import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import { RawAnswer } from '../../core/raw-answer';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { bucketOfCall } from '../bucket-of-call';
import { objectHeaders } from '../objects/object-headers';
import { expectedOwner, onObject, permissionOnVersion, versionIdOf } from '../objects/on-object';
import { requireKey } from '../objects/require-key';
import { readVersion } from '../objects/versions';

export const getObject: Action = {
  ...onObject,
  readOnly: true,
  permission: permissionOnVersion('GetObject'),
  rest: {
    method: 'GET',
    path: '/{Bucket}/{Key+}',
    query: { versionId: 'VersionId' },
    headers: expectedOwner,
  },
  handle: (call, world) => read(call, world),
};

/** As GetObject; over HTTP the body stays away. */
export const headObject: Action = {
  ...getObject,
  rest: {
    method: 'HEAD',
    path: '/{Bucket}/{Key+}',
    query: { versionId: 'VersionId' },
    headers: expectedOwner,
  },
};

function read(call: Call, world: World): RawAnswer {
  const conditional = ['range', 'if-match', 'if-none-match', 'if-modified-since'];
  const unknown = conditional.find((name) => call.raw.headers[name] !== undefined);
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: s3:GetObject with ${unknown} is not emulated; add it in services/sandbox/s3/actions/get-object.ts`,
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
