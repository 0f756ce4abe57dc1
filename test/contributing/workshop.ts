import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Fence, patched } from './fences';

const ROOT = join(__dirname, '../..');
/** What a technique and its tests stand on. */
const NEEDED = [
  'package.json',
  'tsconfig.json',
  'test/quiet-sdk.ts',
  'shared',
  'services/responder',
  'services/member/template.yml',
  'test/builders',
  'test/techniques',
];

/** The other suites have the cores; several checkers would each read the types of the SDK. */
const TSC = ['node_modules/typescript/bin/tsc', '--singleThreaded'];

export interface Ran {
  readonly succeeded: boolean;
  readonly output: string;
}

/** A copy of the repository to follow a page in, so that the page changes nothing here. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    const folder = await mkdtemp(join(tmpdir(), 'trailwarden-contributing-'));
    for (const path of NEEDED) {
      // All at once: of a thousand small files, each would be waited for by itself.
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return new Workshop(folder);
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  /** Does what a block says: a new file, or lines added to one that is there. */
  async follow({ language, path, text }: Fence): Promise<void> {
    const file = join(this.folder, path);
    if (language === 'diff') {
      await writeFile(file, patched(await readFile(file, 'utf8'), text));
      return;
    }
    if (existsSync(file)) throw new Error(`${path} is there already`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  typecheck(): Promise<Ran> {
    return this.#run([...TSC, '--noEmit']);
  }

  /** Of one file and what it imports. */
  async typecheckOnly(path: string): Promise<Ran> {
    const only = { extends: './tsconfig.json', include: [], files: [path] };
    await writeFile(join(this.folder, 'tsconfig.only.json'), JSON.stringify(only));
    return this.#run([...TSC, '-p', 'tsconfig.only.json']);
  }

  /** These files alone: the tests of all else are the same here as outside. */
  test(...paths: readonly string[]): Promise<Ran> {
    return this.#run([
      'node_modules/jest/bin/jest.js',
      '--runInBand',
      '--verbose',
      ...paths.map((path) => `--testMatch=**/${path}`),
    ]);
  }

  #run(args: readonly string[]): Promise<Ran> {
    return new Promise((resolve) => {
      execFile(process.execPath, [...args], { cwd: this.folder }, (error, stdout, stderr) => {
        resolve({ succeeded: error === null, output: `${stdout}${stderr}` });
      });
    });
  }
}
