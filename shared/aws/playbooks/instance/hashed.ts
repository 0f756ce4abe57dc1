import { createHash, type Hash } from 'node:crypto';
import type { EvidencePart } from '../../../domain/custody';

export interface Hashed {
  readonly sha256: string;
  readonly size: number;
  /** As many as sizes were given, where they are together what was read; none otherwise. */
  readonly parts: readonly EvidencePart[];
}

/** Hashes a stream as a whole and in parts of these sizes. */
export async function hashed(
  body: AsyncIterable<Uint8Array>,
  sizes: readonly number[],
  seen: (chunk: Uint8Array, size: number) => void = () => undefined,
): Promise<Hashed> {
  const whole = createHash('sha256');
  const parts = sizes.map((size) => ({ size, left: size, hash: createHash('sha256') }));
  let size = 0;
  for await (const chunk of body) {
    whole.update(chunk);
    size += chunk.length;
    seen(chunk, size);
    divide(chunk, parts);
  }
  const isWhole = sizes.reduce((sum, one) => sum + one, 0) === size;
  return {
    ...{ sha256: whole.digest('hex'), size },
    parts: isWhole ? parts.map(({ size, hash }) => ({ size, sha256: hash.digest('hex') })) : [],
  };
}

function divide(chunk: Uint8Array, parts: readonly { left: number; readonly hash: Hash }[]): void {
  let rest = chunk;
  for (const part of parts) {
    if (rest.length === 0) return;
    const own = rest.subarray(0, part.left);
    part.hash.update(own);
    part.left -= own.length;
    rest = rest.subarray(own.length);
  }
}
