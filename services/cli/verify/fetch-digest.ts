import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Objects, OpenObject } from '../../../shared/aws/read-objects';
import { readDigest } from '../../../shared/watch/digests/digest';
import type { Found, Link } from '../../../shared/watch/digests/judge-digest';

const unpack = promisify(gunzip);

/** CloudTrail's digests are a few hundred KB; one that unpacks to more than this is an attack on our memory. */
const LARGEST = 256 * 1024 * 1024;

/** Never rejects: an unreadable digest is a kind of its own. */
export async function fetchDigest(
  objects: Objects,
  { bucket, key }: Pick<Link, 'bucket' | 'key'>,
): Promise<Found> {
  try {
    const opened = await objects.open(bucket, key);
    return opened ? await unpacked(opened) : { kind: 'missing' };
  } catch (error) {
    return { kind: 'unreadable', why: whyOf(error) };
  }
}

async function unpacked({ body, metadata }: OpenObject): Promise<Found> {
  const packed: Uint8Array[] = [];
  for await (const chunk of body) packed.push(chunk);
  const contents = await unpack(Buffer.concat(packed), { maxOutputLength: LARGEST }).catch(
    () => undefined, // not gzip, cut off or too large: in each case no digest of CloudTrail's
  );
  const digest = contents && readDigest(contents.toString('utf8'));
  if (!digest) return { kind: 'bad-format' };
  const hash = createHash('sha256').update(contents).digest('hex');
  const madeAt = metadata['backfill-generation-timestamp'];
  return { kind: 'digest', digest, hash, signature: metadata.signature, ...(madeAt && { madeAt }) };
}

/** One sentence about the obstacle, for the report. */
export const whyOf = (error: unknown): string => String(error);
