import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Fence, patched } from './fences';

const ROOT = join(__dirname, '../..');
/** What a technique, its tests, its page and its drill stand on. */
const NEEDED = [
  '.biome.json',
  '.gitignore',
  'docs',
  'package-lock.json',
  'package.json',
  'serverless.yml',
  'services',
  'shared',
  'test',
  'tsconfig.json',
];
const isSource = (path: string) => !path.endsWith('node_modules');

/** The other suites have the cores; several checkers would each read the types of the SDK. */
const TSC = ['node_modules/typescript/bin/tsc', '--singleThreaded', '-p', 'tsconfig.only.json'];

const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const BIN = join(ROOT, 'services/cli/trailwarden.cjs');

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
      cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: isSource });
    }
    for (const path of ['node_modules', 'services/sandbox/node_modules']) {
      if (existsSync(join(ROOT, path))) await symlink(join(ROOT, path), join(folder, path));
    }
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

  /** As a person runs it here, with the command line of this repository. */
  trailwarden(args: string): Promise<Ran> {
    return this.#execute('bash', ['-c', `"$0" "$1" ${args}`, process.execPath, BIN]);
  }

  /** The command line of the workshop itself, with what was changed there; what it prints on standard output. */
  own(...args: readonly string[]): Promise<Ran> {
    const bin = join(this.folder, 'services/cli/trailwarden.cjs');
    return new Promise((resolve) => {
      execFile(process.execPath, [bin, ...args], { cwd: this.folder }, (error, output) => {
        resolve({ succeeded: error === null, output });
      });
    });
  }

  /** Of these files and what they import. */
  async typecheck(...files: readonly string[]): Promise<Ran> {
    const only = { extends: './tsconfig.json', include: [], files };
    await writeFile(join(this.folder, 'tsconfig.only.json'), JSON.stringify(only));
    return this.#run([...TSC, '--noEmit']);
  }

  lint(...files: readonly string[]): Promise<Ran> {
    return this.#run([BIOME, 'ci', '--error-on-warnings', ...files]);
  }

  /** What a script of package.json does. */
  script(name: string): Promise<Ran> {
    return this.#execute('npm', ['run', '--silent', name]);
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
    return this.#execute(process.execPath, args);
  }

  #execute(program: string, args: readonly string[]): Promise<Ran> {
    return new Promise((resolve) => {
      execFile(program, [...args], { cwd: this.folder }, (error, stdout, stderr) => {
        resolve({ succeeded: error === null, output: `${stdout}${stderr}` });
      });
    });
  }
}
