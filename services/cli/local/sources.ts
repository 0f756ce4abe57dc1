import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, relative } from 'node:path';

const FILES = ['serverless.yml', 'package.json', 'package-lock.json', 'tsconfig.json'];
const FOLDERS = ['services', 'shared'];
// The sandbox, the command line and the console run beside the package, not in it.
const BESIDE = /^services\/(sandbox|cli|console)\//;

/** The files from which the package is made, relative to the repository. */
export function sources(root: string): readonly string[] {
  return [...FILES, ...FOLDERS.flatMap((folder) => filesUnder(root, folder))];
}

/** Changes whenever one of the sources changes. */
export function fingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const file of sources(root)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

export async function copySources(from: string, to: string): Promise<void> {
  for (const file of sources(from)) await cp(join(from, file), join(to, file));
}

function filesUnder(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !BESIDE.test(file))
    .sort();
}
