import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Template } from './template';

export const ROOT = join(__dirname, '../../..');

/** Are the sources here? An installed command line has none. */
export const isCheckout = (): boolean => existsSync(join(ROOT, 'serverless.yml'));

export interface Package {
  /** The folder that holds `responder.zip`. */
  readonly folder: string;
  readonly template: Template;
}

/**
 * The packaged central stack. Packaging takes seconds, so it is done once for each state of the
 * sources, and kept among the temporary files for the next suite. No credentials, no network.
 */
export async function packageService(): Promise<Package> {
  const folder = join(tmpdir(), `${PREFIX}${fingerprint(ROOT)}`);
  if (!(await isKept(folder))) await packageInto(folder);
  const text = await readFile(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  return { folder, template: JSON.parse(text) as Template };
}

// The framework works in .serverless and .esbuild even with --package, and suites run side by
// side: each packages a copy of its own, and the first to finish is kept.
async function packageInto(folder: string): Promise<void> {
  const copy = await mkdtemp(`${folder}-`);
  await copySources(ROOT, copy);
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  await serverless(['package'], copy);
  await rename(join(copy, '.serverless'), folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(copy, { recursive: true, force: true });
  await removeOld();
}

/** Does such a package exist? From now on it counts as used, so that no other process removes it for a day. */
export async function isKept(folder: string): Promise<boolean> {
  const now = new Date();
  return utimes(folder, now, now).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
}

/**
 * Each state of the sources leaves a package, and with SANDBOX_CODE_CACHE the compiled code of its functions. Both are removed
 * when no process has asked for them for a day: a package is read within minutes, and code compiles again.
 */
export async function removeOld(where = tmpdir()): Promise<void> {
  for (const name of await readdir(where)) {
    if (!LEFT.some((prefix) => name.startsWith(prefix))) continue;
    const path = join(where, name);
    // Another process may remove it first.
    const used = await stat(path).catch(() => undefined);
    if (used && Date.now() - used.mtimeMs > KEPT_MS)
      await rm(path, { recursive: true, force: true });
  }
}

const PREFIX = 'trailwarden-package-';
const LEFT = [PREFIX, 'trailwarden-code-', 'trailwarden-release-'];
const KEPT_MS = 24 * 3_600_000;

/** Runs the framework in a folder, with no credentials at all. Rejects, with its output, when it fails. */
export function serverless(
  args: readonly string[],
  folder: string,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const bin = join(folder, 'node_modules/serverless/bin/serverless.js');
  return promisify(execFile)(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: tmpdir() },
  });
}

const FILES = ['serverless.yml', 'package.json', 'package-lock.json', 'tsconfig.json'];
const FOLDERS = ['services', 'shared'];
// The sandbox and the command line run beside the package, not in it.
const BESIDE = /^services\/(sandbox|cli)\//;

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
