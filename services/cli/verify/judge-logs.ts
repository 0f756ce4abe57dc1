import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import type { Objects, OpenObject } from '../../../shared/aws/read-objects';
import { type LoggedFile, readDigest } from '../../../shared/watch/digests/digest';
import type { Found, Link } from '../../../shared/watch/digests/judge-digest';
import type { JudgedLog } from '../../../shared/watch/digests/report';
import type { LogVerdict } from '../../../shared/watch/digests/verdict';
import { ENDING_CALLS } from '../../../shared/watch/digests/window';
import { codeOf } from '../replay/find-logs';
import { inParallel } from './in-parallel';
import type { Walk } from './walk';

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

/** A download has lost S3's metadata: the digest has its signature from the next one, where that remembers it. */
export function signedBy(
  found: Extract<Found, { kind: 'digest' }>,
  remembered: Link['signature'] | undefined,
): Found {
  const signature = found.signature ?? remembered ?? undefined;
  if (signature !== undefined) return { ...found, signature };
  return { kind: 'unreadable', why: 'its signature is neither beside it nor in a later digest' };
}

/** One sentence about the obstacle, for the report. */
const whyOf = (error: unknown): string => String(error);

/** The log files of one digest, several at a time. */
export async function judgeLogs(
  { objects, parallel, everyLog }: Pick<Walk, 'objects' | 'parallel' | 'everyLog'>,
  files: readonly LoggedFile[],
) {
  const checked = await inParallel(files, parallel, (file) => checkLog(objects, file));
  const logs: Partial<Record<LogVerdict, number>> = {};
  for (const { log } of checked) logs[log.verdict] = (logs[log.verdict] ?? 0) + 1;
  const kept = ({ verdict }: JudgedLog): boolean => everyLog || verdict !== 'valid';
  return {
    logs,
    logFiles: checked.map(({ log }) => log).filter(kept),
    events: new Set(checked.flatMap(({ events }) => events)),
  };
}

interface CheckedLog {
  readonly log: JudgedLog;
  /** The names of calls in it that end logging; empty unless it is valid. */
  readonly events: readonly string[];
}

/** Reads a log file once, in pieces: its hash, and whether it records the end of logging. Never rejects. */
async function checkLog(objects: Objects, file: LoggedFile): Promise<CheckedLog> {
  const { s3Bucket: bucket, s3Object: key, hashValue } = file;
  try {
    const opened = await objects.open(bucket, key);
    if (!opened) return { log: { bucket, key, verdict: 'missing' }, events: [] };
    const { hash, events, hasMore } = await readThrough(opened.body);
    const valid = hash === hashValue && !hasMore;
    return {
      log: { bucket, key, verdict: valid ? 'valid' : 'altered' },
      events: valid ? events : [],
    };
  } catch (error) {
    if (isZlibError(error)) return { log: { bucket, key, verdict: 'bad-format' }, events: [] };
    return { log: { bucket, key, verdict: 'unreadable', why: whyOf(error) }, events: [] };
  }
}

const CALL = new RegExp(`"eventName"\\s*:\\s*"(${ENDING_CALLS.join('|')})"`, 'g');

async function readThrough(body: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const events = new Set<string>();
  let tail = '';
  let size = 0;
  const gunzip = createGunzip();
  const counted = async function* () {
    for await (const chunk of body) {
      size += chunk.byteLength;
      yield chunk;
    }
  };
  await pipeline(Readable.from(counted()), gunzip, async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      const text = tail + chunk.toString('latin1');
      for (const [, name = ''] of text.matchAll(CALL)) events.add(name);
      tail = text.slice(-64); // a name may lie across two chunks
    }
  });
  // zlib ignores bytes behind the end of the stream; CloudTrail wrote none there, and the AWS CLI reports them too.
  const hasMore = gunzip.bytesWritten < size;
  return { hash: hash.digest('hex'), events: [...events], hasMore };
}

const isZlibError = (error: unknown): boolean => codeOf(error).startsWith('Z_');
