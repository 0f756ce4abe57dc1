import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Call } from '../../core/service';
import { refuse } from '../refusals';
import { crc64 } from './crc64';

const OWN = 'x-amz-checksum-crc64nvme';

const base64 = (name: string) => (body: Buffer) => createHash(name).update(body).digest('base64');

/** What S3 reckons itself; CRC-32C is looked over. */
const reckoned: Readonly<Record<string, (body: Buffer) => string>> = {
  'x-amz-checksum-crc32': (body) => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(crc32(body));
    return four.toString('base64');
  },
  [OWN]: crc64,
  'x-amz-checksum-sha1': base64('sha1'),
  'x-amz-checksum-sha256': base64('sha256'),
};

/** The checksums a request came with, or S3's own [R], as they are kept and given back; refuses one that is wrong. */
export function checkedSums(call: Call, body: Buffer): Readonly<Record<string, string>> {
  const { raw } = call;
  const md5 = raw.headers['content-md5'];
  if (md5 !== undefined && md5 !== base64('md5')(body)) {
    throw refuse.badDigest('The Content-MD5 you specified did not match what we received.');
  }
  const given = Object.keys(reckoned).flatMap((name): [string, string][] => {
    const value = raw.headers[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  const wrong = given.find(([name, value]) => reckoned[name]?.(body) !== value);
  if (wrong === undefined) return keptSums(call, body, given);
  const algorithm = wrong[0].replace('x-amz-checksum-', '').toUpperCase();
  throw refuse.badDigest(`The ${algorithm} you specified did not match the calculated checksum.`);
}

function keptSums({ raw }: Call, body: Buffer, given: readonly [string, string][]) {
  const type = { 'x-amz-checksum-type': 'FULL_OBJECT' };
  if (given.length > 0) return { ...Object.fromEntries(given), ...type };
  // A checksum that is not looked at is none of S3's own either.
  const other = (name: string) => name === 'x-amz-trailer' || /^x-amz-checksum-crc/.test(name);
  return Object.keys(raw.headers).some(other) ? {} : { [OWN]: crc64(body), ...type };
}

/** What is kept under a lock must have arrived whole. [D] object-lock "Content-MD5" */
export function requireSum({ raw }: Call, what: 'Put Object' | 'Put Part'): void {
  const names = Object.keys(raw.headers);
  if (names.some((name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'))) return;
  // The SDK puts the checksum of a stream behind it.
  if (names.includes('x-amz-trailer')) return;
  throw refuse.invalidRequest(
    `Content-MD5 OR x-amz-checksum- HTTP header is required for ${what} requests with Object Lock parameters`,
  );
}
