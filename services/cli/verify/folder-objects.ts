import { createReadStream } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Objects, OpenObject } from '../../../shared/aws/read-objects';
import { codeOf } from '../replay/find-logs';

/** Beside a file: its metadata, as `aws s3api head-object --query Metadata` prints it. */
export const METADATA = '.metadata.json';

/** A folder laid out as the bucket: the path from the folder on is the key. */
export function folderObjects(folder: string): Objects {
  return {
    bucket: undefined,
    list: (prefix, startAfter) => keysBelow(folder, prefix, startAfter),
    folders: async (prefix) =>
      (await entries(join(folder, prefix)))
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name),
    open: (_bucket, key) => openFile(folder, key),
  };
}

/** `prefix` ends with a slash: folders are read one by one, in the order of their names. */
async function* keysBelow(folder: string, prefix: string, startAfter = ''): AsyncGenerator<string> {
  for (const entry of await entries(join(folder, prefix))) {
    const key = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      const isBehind = `${key}/` < startAfter && !startAfter.startsWith(`${key}/`);
      if (!isBehind) yield* keysBelow(folder, `${key}/`, startAfter);
    } else if (key > startAfter && !key.endsWith(METADATA)) yield key;
  }
}

async function entries(path: string) {
  const found = await absentAs(readdir(path, { withFileTypes: true }), []);
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function openFile(folder: string, key: string): Promise<OpenObject | undefined> {
  const path = resolve(folder, key);
  if (!path.startsWith(resolve(folder) + sep)) {
    throw new Error(`${key} is a path out of the folder`); // a digest may name anything
  }
  const isThere = await absentAs(
    access(path).then(() => true),
    false,
  );
  if (!isThere) return undefined;
  const metadata = await absentAs(readFile(`${path}${METADATA}`, 'utf8'), '{}');
  return {
    body: createReadStream(path),
    metadata: JSON.parse(metadata) as Readonly<Record<string, string>>,
  };
}

async function absentAs<T>(reading: Promise<T>, absent: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return absent;
    throw error;
  }
}
