import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A log's text in chunks. Whether it is compressed is told by its first bytes, not by its name. */
export async function* openLog(path: string): AsyncGenerator<string> {
  const compressed = await isGzip(path);
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  // Whoever reads meets the error of either; there is nothing else to do about it here.
  const stream = compressed
    ? pipeline(source, createGunzip({ chunkSize: 256 * 1024 }), () => {})
    : source;
  const decoder = new TextDecoder();
  for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
