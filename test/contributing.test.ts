import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Fence, fencesIn, patched } from './contributing/fences';
import { Workshop } from './contributing/workshop';

const page = readFileSync(join(__dirname, '../CONTRIBUTING.md'), 'utf8');
const fences = fencesIn(page);
let workshop: Workshop;

beforeAll(async () => {
  workshop = await Workshop.open();
});
afterAll(() => workshop.close());

test('a technique is one file, its guide, one line in the catalogue and one test', () => {
  expect(fences.map(({ language, path }) => `${language} ${path}`)).toEqual([
    'ts shared/tampering/trail/break-delivery.ts',
    'diff shared/tampering/trail/guide.ts',
    'diff shared/tampering/catalogue.ts',
    'ts test/techniques/trail/break-delivery.test.ts',
  ]);
});

test('whoever follows the page has a technique that compiles, is catalogued and detects', async () => {
  for (const fence of fences) await workshop.follow(fence);
  expect(await workshop.typecheck()).toEqual({ succeeded: true, output: '' });
  const { succeeded, output } = await workshop.test(
    'test/techniques/catalogue.test.ts',
    'test/techniques/trail/break-delivery.test.ts',
  );
  expect({ succeeded, output: succeeded ? '' : output }).toEqual({ succeeded: true, output: '' });
  for (const title of titlesIn(fences)) expect(output).toContain(`✓ ${title}`);
});

test('a page that no longer fits the contract is noticed', async () => {
  const stale = await Workshop.open();
  for (const fence of fences) {
    await stale.follow({ ...fence, text: fence.text.replace(/^ {2}severity: .*\n/m, '') });
  }
  const [{ path } = { path: '' }] = fences;
  const { succeeded, output } = await stale.typecheckOnly(path);
  await stale.close();
  expect(succeeded).toBe(false);
  expect(output).toContain("'severity' is missing");
});

test('a diff that no longer fits the catalogue is noticed', () => {
  expect(patched('a\nb\n', ' a\n+new\n b\n')).toBe('a\nnew\nb\n');
  expect(() => patched('a\nc\n', ' a\n+new\n b\n')).toThrow('do not stand there once');
  expect(() => patched('a\na\n', ' a\n+new\n')).toThrow('do not stand there once');
});

/** The titles of the tests on the page; four of them at least. */
function titlesIn(blocks: readonly Fence[]): readonly string[] {
  const titles = blocks.flatMap(({ text }) => [...text.matchAll(/^test\('(.*)',/gm)]);
  expect(titles.length).toBeGreaterThanOrEqual(4);
  return titles.map(([, title = '']) => title);
}
