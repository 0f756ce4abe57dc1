import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import type { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { UserError } from '../terminal/user-error';
import { decoderFor } from './text-of';

export interface UnpackLimits {
  /** Bytes that any file may unpack to, however little it packs them. */
  readonly always: number;
  /** Beyond that, how many times its own size it may unpack to, */
  readonly ratio: number;
  /** and how many bytes in all. */
  readonly most: number;
}

/** Logs pack to a tenth or a thirtieth, and CloudTrail's own files unpack to some tens of megabytes. */
export const UNPACK_LIMITS: UnpackLimits = {
  always: 64 * 1024 ** 2,
  ratio: 100,
  most: 4 * 1024 ** 3,
};

/**
 * A log's text in chunks. Whether it is compressed, and whether it is UTF-16 as PowerShell's `>` writes it,
 * is told by its first bytes, not by its name. Rejects in one sentence where it unpacks to more than any log.
 */
export async function* openLog(
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
