import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Call } from '../../core/service';
import { refuse } from '../refusals';

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
export function checkedSums({ raw }: Call, body: Buffer): Readonly<Record<string, string>> {
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
export function requireSum({ raw }: Call, what: 'Put Object' | 'Put Part'): void {
  const names = Object.keys(raw.headers);
  if (names.some((name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'))) return;
  // The SDK puts the checksum of a stream behind it.
  if (names.includes('x-amz-trailer')) return;
  throw refuse.invalidRequest(
    `Content-MD5 OR x-amz-checksum- HTTP header is required for ${what} requests with Object Lock parameters`,
  );
}
