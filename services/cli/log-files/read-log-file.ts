import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { classify } from '../../../shared/aws/classify';
import type { Objects } from '../../../shared/aws/read-objects';
import type { Obstacle } from '../../../shared/domain/obstacle';
import { ValueSplitter } from '../replay/split-values';
import { codeOf } from '../verify/code-of';

/** What a log file holds of what is looked for. */
export type LogFile =
  | {
      readonly kind: 'read';
      readonly records: readonly unknown[];
      /** As it lies there. */
      readonly bytes: number;
      /** Gone, damaged or cut off: there may have been more in it. */
      readonly isWhole: boolean;
    }
  | { readonly kind: 'unread'; readonly why: Obstacle };

interface Wanted {
  readonly bucket: string;
  readonly key: string;
  /** Records without this text are passed over unread. */
  readonly text: string;
  readonly isWanted: (record: unknown) => boolean;
}

/** Streams through a file of a trail, and keeps nothing but what is wanted. Never rejects. */
export async function readLogFile(
  { open }: Pick<Objects, 'open'>,
  { bucket, key, text, isWanted }: Wanted,
): Promise<LogFile> {
  const records: unknown[] = [];
  let bytes = 0;
  let isWhole = true;
  const splitter = new ValueSplitter(text);
  const take = (pieces: ReturnType<ValueSplitter['push']>): void => {
    for (const piece of pieces) {
      if (piece.kind === 'bad') isWhole = false;
      else if (isWanted(piece.value)) records.push(piece.value);
    }
  };
  const counted = async function* (body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      yield chunk;
    }
  };
  try {
    const opened = await open(bucket, key);
    if (!opened) return { kind: 'read', records, bytes, isWhole: false };
    const decoder = new TextDecoder();
    const read = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks)
        take(splitter.push(decoder.decode(chunk, { stream: true })));
      take(splitter.end());
    };
    const source = Readable.from(counted(opened.body));
    if (key.endsWith('.gz')) await pipeline(source, createGunzip(), read);
    else await pipeline(source, read);
  } catch (error) {
    if (!codeOf(error).startsWith('Z_')) {
      return { kind: 'unread', why: classify(error, 's3:GetObject') };
    }
    isWhole = false;
  }
  return { kind: 'read', records, bytes, isWhole };
}
