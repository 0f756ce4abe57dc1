import { type Action, type Call, NotEmulated } from '../../core/service';
import { bucketOfCall, expectedOwner, onObject } from '../bucket-of-call';
import { defaultRetention } from '../configurations/retention';
import { keptHeaders } from '../objects/kept-headers';
import { requireKey } from '../objects/require-key';
import { findVersion, hasVersions, retentionOf, storeObject } from '../objects/store-object';
import { checkedSums, requireSum } from '../objects/sums';
import { refuse } from '../refusals';
import type { Bucket } from '../state';

/** The checksums of an object and how it is encrypted: members of the answer, in the headers they leave in. */
const answeredHeaders = {
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumSHA256: 'x-amz-checksum-sha256',
  ChecksumType: 'x-amz-checksum-type',
  ServerSideEncryption: 'x-amz-server-side-encryption',
  SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
};

/** ACL headers are accepted without effect. */
export const putObject: Action = {
  ...onObject,
  rest: {
    method: 'PUT',
    path: '/{Bucket}/{Key+}',
    payload: 'Body',
    headers: {
      ...expectedOwner,
      'content-type': 'ContentType',
      'x-amz-object-lock-mode': 'ObjectLockMode',
      'x-amz-object-lock-retain-until-date': 'ObjectLockRetainUntilDate',
    },
    answer: {
      headers: {
        ETag: 'etag',
        VersionId: 'x-amz-version-id',
        ...answeredHeaders,
      },
    },
  },
  handle: (call, world) => {
    refuseUnknown(call);
    const bucket = bucketOfCall(call, world);
    checkIfNoneMatch(call, bucket);
    const { Key, Body, ContentType, ObjectLockMode, ObjectLockRetainUntilDate } = call.input;
    const asked = { mode: ObjectLockMode, until: ObjectLockRetainUntilDate };
    const retention = retentionOf(asked, bucket);
    if (retention ?? defaultRetention(bucket, world.now())) requireSum(call, 'Put Object');
    const body = Buffer.isBuffer(Body) ? Body : Buffer.alloc(0);
    const sums = checkedSums(call, body);
    const headers = keptHeaders(call, bucket);
    requireKey(call, world, { bucket, headers, action: 'kms:GenerateDataKey' });
    const stored = storeObject(bucket, {
      key: String(Key),
      body,
      sums,
      headers,
      at: world.now(),
      ...(typeof ContentType === 'string' && { contentType: ContentType }),
      ...(retention && { retention }),
    });
    return {
      ...Object.fromEntries(
        Object.entries(answeredHeaders).map(([member, name]) => [
          member,
          sums[name] ?? headers[name],
        ]),
      ),
      ETag: stored.content?.etag,
      VersionId: hasVersions(bucket) ? stored.versionId : undefined,
    };
  },
};

/** What would change the meaning of the request and is not known here. */
function refuseUnknown({ raw }: Call): void {
  const unknown = ['if-match', 'x-amz-tagging', 'x-amz-object-lock-legal-hold'].find(
    (name) => raw.headers[name] !== undefined,
  );
  if (unknown === undefined) return;
  throw new NotEmulated(
    `sandbox: s3:PutObject with ${unknown} is not emulated; add it in services/sandbox/s3/actions/put-object.ts`,
  );
}

/** `If-None-Match: *` writes only what is not there yet [D conditional-writes]. */
function checkIfNoneMatch({ input, raw }: Call, bucket: Bucket): void {
  if (raw.headers['if-none-match'] !== '*') return;
  const current = findVersion(bucket, String(input.Key));
  if (current?.content !== undefined) throw refuse.preconditionFailed();
}
