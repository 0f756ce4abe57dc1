import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { examine } from './examine';
import { examiner, makeImage } from './make-image';
import { brokenInto, cleanMachine } from './plant';
import { ownFolder } from './run-document';

const SECTOR = 512;
const MIB = 2 ** 20;

/** An XFS file system with one file, as Amazon Linux has it for its root. */
function makeXfs(bytes: number): Buffer {
  const image = join(ownFolder(), 'xfs');
  const key = join(ownFolder(), 'key');
  const files = join(ownFolder(), 'files');
  writeFileSync(key, 'ssh-ed25519 AAAAC3Nza foreign@elsewhere\n');
  // mkfs.xfs takes a tree in this form: a folder, what is in it, and `$` at its end.
  writeFileSync(
    files,
    `/\n0 0\nd--755 0 0\n.ssh d--700 0 0\nauthorized_keys ---600 0 0 ${key}\n$\n$\n`,
  );
  writeFileSync(image, '');
  truncateSync(image, bytes);
  execFileSync('mkfs.xfs', ['-q', '-p', files, image], { stdio: 'pipe' });
  return readFileSync(image);
}

/** A disk with a partition for each file system, one behind the other. */
function makeDisk(path: string, parts: readonly Buffer[]): void {
  const disk = openSync(path, 'w');
  const table = Buffer.alloc(SECTOR);
  table.writeUInt16LE(0xaa55, 510);
  let at = MIB;
  for (const [index, part] of parts.entries()) {
    const entry = 446 + 16 * index;
    table.writeUInt8(0x83, entry + 4);
    table.writeUInt32LE(at / SECTOR, entry + 8);
    table.writeUInt32LE(part.length / SECTOR, entry + 12);
    writeSync(disk, part, 0, part.length, at);
    at += part.length;
  }
  writeSync(disk, table, 0, SECTOR, 0);
  closeSync(disk);
}

test('every file system of a disk is examined; what Sleuth Kit cannot read is told, and read by the others', async () => {
  const root = examiner();
  const image = makeImage(root, brokenInto());
  makeDisk(image, [readFileSync(image), makeXfs(304 * MIB)]);
  const { index, said } = await examine(root);
  expect(index.fileSystems).toEqual([
    expect.objectContaining({ number: 1, type: 'ext4', mounted: true }),
    expect.objectContaining({ number: 2, type: 'xfs', mounted: true }),
  ]);
  for (const fileSystem of [1, 2]) {
    expect(said('authorized-keys', fileSystem)).toContain(
      '| ssh-ed25519 AAAAC3Nza foreign@elsewhere',
    );
  }
  const failed = index.results.filter(({ outcome }) => outcome !== 'done');
  expect(failed.map(({ fileSystem, tool, outcome }) => [fileSystem, tool, outcome])).toEqual([
    [2, 'deleted', 'failed'],
    [2, 'foreign-programs', 'failed'],
  ]);
  const xfs = said('timeline', 2).filter((line) => line.endsWith('"/.ssh/authorized_keys"'));
  expect(xfs).not.toEqual([]);
  expect(xfs[0]).toMatch(/^[-\d]+T[:\d]+Z,40,[macb.]{4},-rw-------,0,0,\d+,/);
});

test('a file system that cannot be mounted is not called clean', async () => {
  const root = examiner();
  const image = makeImage(root, cleanMachine());
  execFileSync('mkswap', [image], { stdio: 'pipe' });
  const { index } = await examine(root);
  expect(index.fileSystems).toEqual([
    expect.objectContaining({ number: 1, type: 'swap', mounted: false }),
  ]);
  expect(new Set(index.results.map(({ outcome }) => outcome))).toEqual(
    new Set(['failed', 'not-mounted']),
  );
});
