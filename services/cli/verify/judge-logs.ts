import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Objects } from '../../../shared/aws/read-objects';
import type { LoggedFile } from '../../../shared/watch/digests/digest';
import type { JudgedLog } from '../../../shared/watch/digests/report';
import type { LogVerdict } from '../../../shared/watch/digests/verdict';
import { ENDING_CALLS } from '../../../shared/watch/digests/window';
import { codeOf } from './code-of';
import { whyOf } from './fetch-digest';
import { inParallel } from './in-parallel';

interface Reading {
  readonly objects: Objects;
  readonly parallel: number;
  readonly everyLog: boolean;
}

/** The log files of one digest, several at a time. */
export async function judgeLogs(
  { objects, parallel, everyLog }: Reading,
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
