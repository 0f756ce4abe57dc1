import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe } from '@jest/globals';

const TEST = join(__dirname, '..');

/**
 * Runs the tests of these folders, and of those in them (`aws/`: of the folder itself only), in one
 * module registry: jest loads the SDK and the sandbox anew for every file it is given, which takes
 * longer than most of our tests. CONTRIBUTING.md says how to run one file alone.
 */
export function suiteOf(...folders: readonly string[]): void {
  for (const file of folders.flatMap(testsIn)) {
    describe(file, () => {
      require(join(TEST, file));
    });
  }
}

/** Paths from `test/` on, sorted. */
export const testsIn = (folder: string): readonly string[] =>
  readdirSync(join(TEST, folder), { recursive: !folder.endsWith('/'), withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(TEST, join(entry.parentPath, entry.name)))
    .sort();
