import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isKept, removeOld } from '../../services/cli/local/package-service';

let where: string;
beforeAll(async () => {
  where = await mkdtemp(join(tmpdir(), 'packages-'));
});
afterAll(() => rm(where, { recursive: true }));

/** Made two days ago, and not asked for since. */
async function aPackage(name: string): Promise<string> {
  const folder = join(where, name);
  await mkdir(folder);
  await writeFile(join(folder, 'responder.zip'), '');
  const at = new Date(Date.now() - 2 * 86_400_000);
  await utimes(folder, at, at);
  return folder;
}

test('a package stays for a day after its last use', async () => {
  const used = await aPackage('trailwarden-package-used');
  await aPackage('trailwarden-package-old');
  await aPackage('packages of others');
  expect(await isKept(used)).toBe(true);
  await removeOld(where);
  expect((await readdir(where)).toSorted()).toEqual([
    'packages of others',
    'trailwarden-package-used',
  ]);
});

test('code that functions compiled to long ago goes with the old packages', async () => {
  await aPackage('trailwarden-code-0f3a');
  await removeOld(where);
  expect(await readdir(where)).not.toContain('trailwarden-code-0f3a');
});

test('a package that does not exist is not kept', async () => {
  expect(await isKept(join(where, 'trailwarden-package-none'))).toBe(false);
});
