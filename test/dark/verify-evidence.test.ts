import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isWhole, verifyEvidence } from '../../services/cli/dark/verify-evidence';
import { sha256Of } from '../../services/investigator/gzip-lines';

const file = Buffer.from('one line');
const listed = (key: string) => ({ key, sha256: sha256Of(file), events: 1, bytes: file.length });
const aManifest = (...keys: readonly string[]) =>
  Buffer.from(JSON.stringify({ version: 1, files: keys.map(listed) }));

/** A bucket with these objects, and the sum that the incident says its manifest has. */
function evidence(objects: Readonly<Record<string, Buffer>>, sha256?: string) {
  async function* bytes(body: Buffer) {
    yield body;
  }
  const open = async (_: string, key: string) => {
    const body = objects[key];
    return body && { body: bytes(body), metadata: {} };
  };
  const sum = sha256 ?? sha256Of(objects['manifest.json'] ?? '');
  return {
    objects: { open },
    manifest: { bucket: 'evidence', key: 'manifest.json', sha256: sum },
  };
}

test('evidence is whole when the manifest and every file that it lists have their sums', async () => {
  const check = await verifyEvidence(
    evidence({ 'manifest.json': aManifest('a', 'b'), a: file, b: file }),
  );
  expect(check.files.map(({ key, sum }) => [key, sum])).toEqual([
    ['a', 'right'],
    ['b', 'right'],
  ]);
  expect(isWhole(check)).toBe(true);
});

test('a file that was replaced or deleted is told', async () => {
  const check = await verifyEvidence(
    evidence({ 'manifest.json': aManifest('a', 'b'), a: Buffer.from('another line') }),
  );
  expect(check.files.map(({ sum }) => sum)).toEqual(['wrong', 'missing']);
  expect(isWhole(check)).toBe(false);
});

test('a manifest that was replaced is not believed, even if its files fit', async () => {
  const check = await verifyEvidence(
    evidence({ 'manifest.json': aManifest('a'), a: file }, sha256Of('what it was')),
  );
  expect(check).toEqual({ manifest: 'wrong', files: [] });
  expect(isWhole(check)).toBe(false);
  expect(await verifyEvidence(evidence({}))).toEqual({ manifest: 'missing', files: [] });
});

test('files are kept where they were asked for, and nowhere else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trailwarden-dark-'));
  const inside = evidence({ 'manifest.json': aManifest('inc/a.gz'), 'inc/a.gz': file });
  await verifyEvidence({ ...inside, folder });
  expect(await readFile(join(folder, 'inc/a.gz'))).toEqual(file);
  const outside = evidence({ 'manifest.json': aManifest('../a.gz'), '../a.gz': file });
  await expect(verifyEvidence({ ...outside, folder })).rejects.toThrow('outside of the folder');
  await rm(folder, { recursive: true });
});
