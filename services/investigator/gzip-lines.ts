import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';

interface GzipLines {
  readonly write: (line: string) => Promise<void>;
  readonly close: () => Promise<{ readonly body: Uint8Array; readonly sha256: string }>;
}

/** A gzipped file of lines that is never unpacked in memory. */
export function openGzipLines(): GzipLines {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  return {
    write: async (line) => {
      if (!gzip.write(`${line}\n`)) await once(gzip, 'drain');
    },
    close: async () => {
      gzip.end();
      await once(gzip, 'end');
      const body = Buffer.concat(chunks);
      return { body, sha256: sha256Of(body) };
    },
  };
}

export const sha256Of = (body: Uint8Array | string): string =>
  createHash('sha256').update(body).digest('hex');
