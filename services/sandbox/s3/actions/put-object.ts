import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Action, type Call, NotEmulated } from '../../core/service';
import { bucketOfCall, expectedOwner, onObject } from '../bucket-of-call';
import { encryptionKeyOf } from '../configurations/settings';
import { requireKey } from '../objects/require-key';
import { findVersion, hasVersions, retentionOf, storeObject } from '../objects/store-object';
import { refuse } from '../refusals';
import type { Bucket } from '../state';

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
        ChecksumCRC32: 'x-amz-checksum-crc32',
        ChecksumSHA1: 'x-amz-checksum-sha1',
        ChecksumSHA256: 'x-amz-checksum-sha256',
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
    if (retention !== undefined) requireSum(call);
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
      ChecksumCRC32: sums['x-amz-checksum-crc32'],
      ChecksumSHA1: sums['x-amz-checksum-sha1'],
      ChecksumSHA256: sums['x-amz-checksum-sha256'],
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

function keptHeaders({ raw }: Call, bucket: Bucket): Readonly<Record<string, string>> {
  const own = Object.entries(raw.headers).flatMap(([name, value]) =>
    /^x-amz-(meta-|server-side-encryption)/.test(name) ? [[name, String(value)]] : [],
  );
  return { ...encryptionHeaders(bucket), ...Object.fromEntries(own) };
}

function encryptionHeaders(bucket: Bucket): Readonly<Record<string, string>> {
  const key = encryptionKeyOf(bucket);
  if (key === undefined) return { 'x-amz-server-side-encryption': 'AES256' };
  return {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': key,
  };
}

const base64 = (name: string) => (body: Buffer) => createHash(name).update(body).digest('base64');

/** What S3 reckons itself; CRC-32C and CRC-64 are looked over. */
const reckoned: Readonly<Record<string, (body: Buffer) => string>> = {
  'x-amz-checksum-crc32': (body) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(crc32(body));
    return four.toString('base64');
  },
  'x-amz-checksum-sha1': base64('sha1'),
  'x-amz-checksum-sha256': base64('sha256'),
};

/** The checksums a request came with, as they are kept and given back; refuses one that is wrong. */
function checkedSums({ raw }: Call, body: Buffer): Readonly<Record<string, string>> {
  const md5 = raw.headers['content-md5'];
  if (md5 !== undefined && md5 !== base64('md5')(body)) {
    throw refuse.badDigest('The Content-MD5 you specified did not match what we received.');
  }
  const given = Object.keys(reckoned).flatMap((name): [string, string][] => {
    const value = raw.headers[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  const wrong = given.find(([name, value]) => reckoned[name]?.(body) !== value);
  if (wrong === undefined) return Object.fromEntries(given);
  const algorithm = wrong[0].replace('x-amz-checksum-', '').toUpperCase();
  throw refuse.badDigest(`The ${algorithm} you specified did not match the calculated checksum.`);
}

/** What is kept under a lock must have arrived whole. [D] object-lock "Content-MD5" */
function requireSum({ raw }: Call): void {
  const names = Object.keys(raw.headers);
  if (names.some((name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'))) return;
  // The SDK puts the checksum of a stream behind it.
  if (names.includes('x-amz-trailer')) return;
  throw refuse.invalidRequest(
    'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
  );
}
