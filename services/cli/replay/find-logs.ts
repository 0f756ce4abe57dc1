import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to read, or a reason why something named was not. */
export type Log =
  | { readonly kind: 'log'; readonly path: string }
  | { readonly kind: 'skipped'; readonly path: string; readonly why: string };

const LOG_NAME = /(\.(json|jsonl|ndjson|log|txt)(\.gz)?|\.gz|^[^.]+)$/i;

/** Files as named; folders with all that is in them, in the order of their names (S3 layout: by time). */
export async function findLogs(paths: readonly string[]): Promise<readonly Log[]> {
  const found: Log[] = [];
  for (const path of paths) {
    try {
      // One by one: a call takes only so many arguments, and a bucket's folder may hold more files.
      if ((await stat(path)).isDirectory()) for (const log of await inFolder(path)) found.push(log);
      else found.push({ kind: 'log', path });
    } catch (error) {
      found.push({ kind: 'skipped', path, why: reason(error) });
    }
  }
  return found;
}

async function inFolder(folder: string): Promise<readonly Log[]> {
  const found: Log[] = [];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    if (entries.length === 0) found.push({ kind: 'skipped', path: folder, why: 'an empty folder' });
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) for (const log of await inFolder(path)) found.push(log);
      else if (!entry.isFile())
        found.push({ kind: 'skipped', path, why: 'neither a file nor a folder' });
      else if (LOG_NAME.test(entry.name)) found.push({ kind: 'log', path });
      else found.push({ kind: 'skipped', path, why: 'not a log by its name' });
    }
  } catch (error) {
    found.push({ kind: 'skipped', path: folder, why: reason(error) });
  }
  return found;
}

/** One short reason, without the path, so that equal reasons count together. */
export function reason(error: unknown): string {
  const { message } = Object(error) as { readonly message?: unknown };
  const sentences: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read',
    Z_BUF_ERROR: 'it is compressed and cut off',
    Z_DATA_ERROR: 'it is compressed and damaged',
  };
  return sentences[codeOf(error)] ?? String(message ?? error);
}

/** Node's code of an error, `ENOENT` or `Z_DATA_ERROR`; empty when it has none. */
export const codeOf = (error: unknown): string => {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
};
