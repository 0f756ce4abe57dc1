import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Ended, run } from '../conformance/run';
import { BIN } from './run-cli';

// A checkout with another main.ts: what is tested is how a bundle is made, not what is in ours.
let checkout: string;
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'trailwarden-bundle-'));
  const cli = join(checkout, 'services/cli');
  mkdirSync(cli, { recursive: true });
  for (const file of ['trailwarden.cjs', 'bundle.cjs'])
    cpSync(join(BIN, '..', file), join(cli, file));
  write('services/cli/main.ts', MAIN);
  says('one');
  installed(true);
});
afterEach(() => rmSync(checkout, { recursive: true }));

const MAIN = `import { join } from 'node:path';
export async function main(argv: readonly string[]): Promise<void> {
  const { word } = await import('./word');
  if (argv[2] === 'fail') throw new Error(word);
  console.log(word, join(__dirname));
}
`;
const WORD = 'services/cli/word.ts';

const write = (file: string, text: string): void => writeFileSync(join(checkout, file), text);
const says = (word: string): void => write(WORD, `export const word = '${word}';\n`);
const trailwarden = (...args: readonly string[]): Promise<Ended> =>
  run(process.execPath, [join(checkout, 'services/cli/trailwarden.cjs'), ...args]);
const said = (word: string): Ended => ({
  ...{ code: 0, stderr: '' },
  stdout: `${word} ${join(checkout, 'services/cli')}\n`,
});

/** As npm does it, and undoes it. */
function installed(isInstalled: boolean): void {
  const packages = join(checkout, 'node_modules');
  if (isInstalled) symlinkSync(join(BIN, '../../../node_modules'), packages);
  else rmSync(packages);
}

test('a checkout in which nothing was installed says so, and that "npm ci" mends it', async () => {
  installed(false);
  expect(await trailwarden()).toEqual({
    ...{ code: 2, stdout: '' },
    stderr: `The packages are not installed; run "npm ci" in ${checkout}.\n`,
  });
});

test('the command line runs what the sources say now, and says nothing of bundles', async () => {
  expect(await trailwarden()).toEqual(said('one'));
  says('two');
  expect(await trailwarden()).toEqual(said('two'));
});

test('a source that became older, and shorter, is a change', async () => {
  says('a long word');
  expect(await trailwarden()).toEqual(said('a long word'));
  says('one');
  utimesSync(join(checkout, WORD), new Date(0), new Date(0));
  expect(await trailwarden()).toEqual(said('one'));
});

test('what cannot be bundled is shown, and no older bundle runs instead', async () => {
  await trailwarden();
  write(WORD, 'export const word = ;\n');
  const { code, stdout, stderr } = await trailwarden();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('services/cli/word.ts:1:20: ERROR: Unexpected ";"');
});

test('an installation without esbuild, or without the sources, runs the bundle it has', async () => {
  await trailwarden();
  says('two');
  installed(false);
  expect(await trailwarden()).toEqual(said('one'));
  for (const source of ['main.ts', 'word.ts']) rmSync(join(checkout, 'services/cli', source));
  installed(true);
  expect(await trailwarden()).toEqual(said('one'));
});

test('where an image has only package.json yet, "npm ci" makes no bundle and does not fail', async () => {
  rmSync(join(checkout, 'services/cli/main.ts'));
  const prepare = join(checkout, 'services/cli/bundle.cjs');
  expect(await run(process.execPath, [prepare])).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('parts of the bundle before stay for a day: a process may still import them', async () => {
  const parts = () => readdirSync(join(checkout, 'dist')).filter((name) => name.endsWith('.mjs'));
  await trailwarden();
  const first = parts();
  const long = new Date(Date.now() - 30 * 86_400_000);
  for (const part of first) utimesSync(join(checkout, 'dist', part), long, long);
  says('two');
  await trailwarden();
  expect(parts()).toEqual(expect.arrayContaining(first));
  for (const part of first) utimesSync(join(checkout, 'dist', part), long, long);
  says('three');
  await trailwarden();
  expect(parts()).not.toEqual(expect.arrayContaining(first));
});

test('with --enable-source-maps a stack names the line of the source', async () => {
  const bin = join(checkout, 'services/cli/trailwarden.cjs');
  const { stderr } = await run(process.execPath, ['--enable-source-maps', bin, 'fail']);
  expect(stderr).toContain(`${join(checkout, 'services/cli/main.ts')}:4`);
});
