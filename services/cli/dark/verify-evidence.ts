import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Objects } from '../../../shared/aws/read-objects';
import type { DarkFile, DarkManifest, DarkReport } from '../../../shared/domain/dark';
import { field, list, parseJson } from '../../../shared/record/json';
import { reason } from '../replay/find-logs';
import { UserError } from '../terminal/user-error';

/** The sum of a file, or of the manifest itself. */
export type Sum = 'right' | 'wrong' | 'missing';

export interface EvidenceCheck {
  readonly manifest: Sum;
  /** Absent when the manifest is not to be trusted: then it is unknown which files there must be. */
  readonly files: readonly (DarkFile & { readonly sum: Sum })[];
}

interface Evidence {
  readonly objects: Pick<Objects, 'open'>;
  readonly manifest: NonNullable<DarkReport['manifest']>;
  /** Where the files are kept; absent when they are only read. */
  readonly folder?: string;
}

/**
 * Reads every file that the manifest lists and compares its sum. The manifest's own sum is in the table, so a writer
 * of the bucket or of the table alone cannot change what it says. Rejects with the SDK's error.
 */
export async function verifyEvidence({
  objects,
  manifest: { bucket, key, sha256 },
  folder,
}: Evidence): Promise<EvidenceCheck> {
  const chunks: Uint8Array[] = [];
  const keep = (chunk: Uint8Array) => void chunks.push(chunk);
  const sum = await sumOf(objects, { bucket, key, sha256, keep });
  if (sum !== 'right') return { manifest: sum, files: [] };
  const files: (DarkFile & { readonly sum: Sum })[] = [];
  for (const file of parseManifest(Buffer.concat(chunks).toString()).files) {
    const path = folder === undefined ? undefined : pathIn(folder, file.key);
    const kept = { bucket, key: file.key, sha256: file.sha256, ...(path && { path }) };
    files.push({ ...file, sum: await sumOf(objects, kept) });
  }
  return { manifest: sum, files };
}

export const isWhole = ({ manifest, files }: EvidenceCheck): boolean =>
  manifest === 'right' && files.every(({ sum }) => sum === 'right');

interface Wanted {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
  readonly keep?: (chunk: Uint8Array) => void;
  readonly path?: string;
}

async function sumOf(objects: Evidence['objects'], wanted: Wanted): Promise<Sum> {
  const { bucket, key, sha256, keep, path } = wanted;
  // Before any file is opened: a file that cannot be kept is not read, and no stream is left waiting.
  const file = path === undefined ? undefined : await newFile(path);
  const object = await objects.open(bucket, key);
  if (!object) {
    await file?.close();
    return 'missing';
  }
  const hash = createHash('sha256');
  async function* read(body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      hash.update(chunk);
      keep?.(chunk);
      yield chunk;
    }
  }
  const source = Readable.from(read(object.body));
  if (file) await pipeline(source, file.createWriteStream());
  else for await (const _ of source);
  return hash.digest('hex') === sha256 ? 'right' : 'wrong';
}

async function newFile(path: string) {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, 'w');
  } catch (error) {
    throw new UserError(`--download: ${path} cannot be written: ${reason(error)}.`);
  }
}

/** A key must not lead out of the folder: an attacker may have written the manifest. */
function pathIn(folder: string, key: string): string {
  const root = resolve(folder);
  const path = resolve(join(root, key));
  if (path.startsWith(root + sep)) return path;
  throw new UserError(`The manifest names a file outside of the folder: ${key}.`);
}

/** Throws when it is no manifest of ours: since its sum was right, a later version wrote it. */
function parseManifest(text: string): DarkManifest {
  const value = parseJson(text);
  if (field(value, 'version') !== 1 || list(field(value, 'files')).length === 0) {
    throw new Error('The manifest is of a version that this program does not know.');
  }
  return value as DarkManifest;
}
