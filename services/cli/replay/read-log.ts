import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import type { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { LogRecord } from '../../../shared/record/log-record';
import { unwrap } from '../../../shared/record/unwrap';
import type { Position, Skip } from '../../../shared/replay/report';
import { UserError } from '../terminal/user-error';
import { reason } from './find-logs';
import { type Piece, ValueSplitter } from './split-values';
import { decoderFor } from './text-of';

/** What becomes of a log while it is read. */
export interface LogReader {
  readonly record: (record: LogRecord, place: Position) => void;
  readonly skip: (skip: Skip, count?: number) => void;
}

interface Source {
  readonly path: string;
  /** What people call it: the path, or `-`. */
  readonly name: string;
  /** Records without this text are passed over. */
  readonly only?: string;
  readonly limits?: UnpackLimits;
}

/** Every record of a log, one after the other. What cannot be read is handed to `skip`, never thrown. */
export async function readLog(
  { path, name, only, limits = UNPACK_LIMITS }: Source,
  reader: LogReader,
): Promise<void> {
  const splitter = new ValueSplitter(only);
  let number = 0;
  let values = 0;
  const take = (pieces: readonly Piece[]): void => {
    values += pieces.length;
    for (const piece of pieces) number = takePiece({ piece, name, number }, reader);
  };
  try {
    for await (const chunk of openLog(path, limits)) take(splitter.push(chunk));
    take(splitter.end());
    if (values === 0 && only === undefined) reader.skip({ file: name, why: EMPTY });
  } catch (error) {
    reader.skip({ file: name, why: `the file: ${reason(error)}` });
  }
}

/** Neither a record nor anything that could not be read. */
export const EMPTY = 'the file: it holds no record';

function takePiece(
  { piece, name, number }: { piece: Piece; name: string; number: number },
  { record, skip }: LogReader,
): number {
  const { line } = piece;
  if (piece.kind === 'bad') {
    skip({ file: name, line, why: piece.why });
    return number;
  }
  const unwrapped = unwrap(piece.value);
  if (unwrapped.kind === 'refused') {
    skip({ file: name, line, why: unwrapped.why });
    return number;
  }
  for (const why of unwrapped.refused) skip({ file: name, line, why });
  unwrapped.records.forEach((each, index) => {
    try {
      record(each, { file: name, line, record: number + index + 1 });
    } catch (error) {
      // Nested a hundred thousand times, say: a record that an attacker writes ends no run.
      skip({ file: name, line, why: `the record: ${reason(error)}` });
    }
  });
  return number + unwrapped.records.length;
}

interface UnpackLimits {
  /** Bytes that any file may unpack to, however little it packs them. */
  readonly always: number;
  /** Beyond that, how many times its own size it may unpack to, */
  readonly ratio: number;
  /** and how many bytes in all. */
  readonly most: number;
}

/** Logs pack to a tenth or a thirtieth, and CloudTrail's own files unpack to some tens of megabytes. */
const UNPACK_LIMITS: UnpackLimits = {
  always: 64 * 1024 ** 2,
  ratio: 100,
  most: 4 * 1024 ** 3,
};

/**
 * A log's text in chunks. Whether it is compressed, and whether it is UTF-16 as PowerShell's `>` writes it,
 * is told by its first bytes, not by its name. Rejects in one sentence where it unpacks to more than any log.
 */
async function* openLog(
  path: string,
  limits: UnpackLimits = UNPACK_LIMITS,
): AsyncGenerator<string> {
  const compressed = await isGzip(path);
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  // The reader meets the error of either; there is nothing else to do about it here.
  const stream = compressed
    ? pipeline(source, createGunzip({ chunkSize: 256 * 1024 }), () => {})
    : source;
  let decoder: TextDecoder | undefined;
  let unpacked = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    unpacked += bytes.byteLength;
    if (compressed) refuseBomb(unpacked, source.bytesRead, limits);
    decoder ??= decoderFor(bytes);
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function refuseBomb(unpacked: number, packed: number, { always, ratio, most }: UnpackLimits): void {
  if (unpacked <= always || (unpacked <= most && unpacked <= ratio * packed)) return;
  throw new UserError(
    unpacked > most
      ? `it unpacks to more than ${sizeOf(most)}, and was read no further; unpack it and split it if it is a log`
      : `it unpacks to more than ${ratio} times its size, as no log does, and was read no further; unpack it if it is one`,
  );
}

const sizeOf = (bytes: number): string =>
  bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
