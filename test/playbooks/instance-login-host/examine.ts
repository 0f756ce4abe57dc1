import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { EXAMINED } from '../../../services/cli/local/local-examiner';
import { ownFolder, type Ran, runDocument } from './run-document';
import { sha256, startStore } from './start-store';

export interface Result {
  readonly fileSystem: number;
  readonly tool: string;
  readonly file: string;
  readonly lines: number;
  readonly outcome: string;
  readonly lookedFor: string;
  readonly version: string;
  readonly sha256: string;
}

export interface Examination {
  readonly ran: Ran;
  readonly archive: Buffer;
  /** Where the archive was unpacked. */
  readonly folder: string;
  readonly index: {
    readonly sha256Before: string;
    readonly sha256After: string;
    readonly fileSystems: readonly { number: number; type: string; mounted: boolean }[];
    readonly results: readonly Result[];
  };
  /** What a tool said of a file system, line by line. */
  said(tool: string, fileSystem?: number): readonly string[];
}

/** Unpacks what was sent. */
export function unpack(archive: Buffer): string {
  const folder = ownFolder();
  writeFileSync(join(folder, 'archive.tar.gz'), archive);
  execFileSync('tar', ['-xzf', 'archive.tar.gz'], { cwd: folder });
  return folder;
}

/** Examines the volume of an examiner for real, and reads what was sent. */
export async function examine(
  root: string,
  { since = '', environment = {} }: { since?: string; environment?: Record<string, string> } = {},
): Promise<Examination> {
  const store = await startStore();
  const ran = await runDocument('examine', {
    parameters: {
      volume: '/dev/volume',
      since,
      putUrl: `${store.url}/evidence/examination.tar.gz?X-Amz-Signature=a`,
    },
    environment: { MACHINE_ROOT: root, ...environment },
  });
  await store.stop();
  expect(ran).toMatchObject({ code: 0, last: { outcome: 'done', unchanged: true } });
  const [{ body } = { body: Buffer.of() }] = store.sent;
  expect(sha256(body)).toBe(ran.last.sha256);
  const folder = join(unpack(body), 'examination');
  return {
    ran,
    archive: body,
    folder,
    index: JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')),
    said: (tool, fileSystem = 1) =>
      readFileSync(join(folder, `${fileSystem}/${tool}.txt`), 'latin1')
        .split('\n')
        .slice(0, -1),
  };
}

/**
 * Keeps an examination in the local organization and for the tests of what reads it, where SAMPLE=write is set. Inodes
 * and times differ from one to the next, so the two are not compared.
 */
export function keepSample(name: string, { folder }: Pick<Examination, 'folder'>): void {
  if (process.env.SAMPLE !== 'write') return;
  const sample = join(EXAMINED, name);
  rmSync(sample, { recursive: true, force: true });
  cpSync(folder, sample, { recursive: true });
}
