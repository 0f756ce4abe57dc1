import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkoutOf, nextRow } from '../../services/cli/new/checkout';
import { withEntry, withImport } from '../../services/cli/new/index-lines';
import { writeTechnique } from '../../services/cli/new/new-technique';
import { exitCode } from '../../services/cli/terminal/user-error';

const ROOT = join(__dirname, '../..');
const KEYS = [
  'shared/tampering/catalogue.ts',
  'shared/tampering/key/guide.ts',
  'shared/tampering/key/records.ts',
  'shared/tampering/key/disable-key/technique.ts',
];

/** A checkout with the keys' techniques only. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'trailwarden-new-'));
  for (const path of KEYS) cpSync(join(ROOT, path), join(root, path), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const asked = { subject: 'key', id: 'hide-key' };

const contents = () =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')]);

/** The sentence with which it is refused; nothing is different afterwards. */
function refused(named: { subject: string; id: string }, options = {}): string {
  const before = contents();
  let refusal: unknown;
  try {
    writeTechnique(root, named, options);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ name: 'UserError', code: exitCode.usage });
  expect(contents()).toEqual(before);
  return (refusal as Error).message;
}

test('a new technique has its files, its test, and its line in each index', () => {
  const { written, changed } = writeTechnique(root, asked, {
    ...{ title: "Hide a trail's key", row: 'KMS-09' },
  });
  expect(written.map(({ path }) => path)).toEqual([
    'shared/tampering/key/hide-key/technique.ts',
    'shared/tampering/key/hide-key/record.ts',
    'shared/tampering/key/hide-key/guide.ts',
    'test/techniques/key/hide-key.test.ts',
  ]);
  expect(changed.map(({ path }) => path)).toEqual(KEYS.slice(0, 3));
  for (const { path, text } of [...written, ...changed]) expect(read(path)).toBe(text);
  expect(read('shared/tampering/key/hide-key/technique.ts')).toContain("'Hide a trail’s key'");
  expect(read('shared/tampering/catalogue.ts')).toMatch(
    / {2}key: \[\n(?: {4}\w+, \/\/ KMS-\d\d\n)+ {4}hideKey, \/\/ KMS-\d\d\n {2}\],/,
  );
  expect(read('shared/tampering/key/guide.ts')).toMatch(/ {4}'hide-key': hideKeyGuide,\n {2}\},/);
  expect(read('shared/tampering/key/records.ts')).toMatch(
    / {2}\.\.\.hideKeyRecords, \/\/ KMS-\d\d\n\]/,
  );
});

test('its row is the one that it is given, or the next that is free', () => {
  expect(nextRow(ROOT, 'KMS')).toMatch(/^KMS-\d\d$/);
  expect(nextRow(root, 'KMS')).toBe('KMS-02'); // disable-key has the first
  expect(nextRow(root, 'XYZ')).toBe('XYZ-01');
  expect(writeTechnique(root, asked).asked).toMatchObject({ row: 'KMS-02', title: 'Hide key' });
  const shared = writeTechnique(root, { subject: 'key', id: 'lose-key' }, { row: 'CT-01' });
  expect(shared.asked.row).toBe('CT-01');
});

test.each([
  [
    { subject: 'keys', id: 'hide-key' },
    {},
    /^There is no subject "keys"; .* trail, log-bucket, bucket, key,/,
  ],
  [{ subject: 'constructor', id: 'hide-key' }, {}, /^There is no subject "constructor"/],
  [
    { subject: 'key', id: 'HideKey' },
    {},
    /^"HideKey" is no id of a technique; .* such as stop-logging/,
  ],
  [{ subject: 'key', id: 'hide' }, {}, /^"hide" is no id/],
  [{ subject: 'key', id: '../hide-key' }, {}, /is no id/],
  [{ subject: 'key', id: `hide-${'k'.repeat(40)}` }, {}, /is no id/],
  [
    { subject: 'trail', id: 'disable-key' },
    {},
    /^There is a "disable-key" already, in shared\/tampering\/key\/disable-key; choose another id\.$/,
  ],
  [
    { subject: 'key', id: 'hide-key' },
    { row: '7' },
    /^--row must be a row of the catalogue, such as CT-01/,
  ],
  [
    { subject: 'key', id: 'hide-key' },
    { title: 'hidden' },
    /^--title must be a verb with a capital/,
  ],
  [{ subject: 'key', id: 'hide-key' }, { title: 'Hide \\ it' }, /^--title must be/],
  [{ subject: 'key', id: 'hide-key' }, { title: 'Hide\nit' }, /^--title must be/],
  [{ subject: 'key', id: 'hide-key' }, { title: `Hide ${'x'.repeat(90)}` }, /^--title must be/],
  [
    { subject: 'key', id: 'all-techniques' },
    {},
    /^shared\/tampering\/catalogue\.ts has no place for/,
  ],
])('%j with %j is refused in one sentence, and nothing is written', (named, options, sentence) => {
  expect(refused(named, options)).toMatch(sentence);
});

test('what is there is not overwritten', () => {
  const path = 'test/techniques/key/hide-key.test.ts';
  mkdirSync(join(root, 'test/techniques/key'), { recursive: true });
  writeFileSync(join(root, path), 'mine');
  expect(refused(asked)).toBe(`${path} is there already, and nothing is overwritten.`);
  expect(read(path)).toBe('mine');
});

test('written twice, the second time is refused', () => {
  writeTechnique(root, asked);
  expect(refused(asked)).toMatch(
    /^There is a "hide-key" already, in shared\/tampering\/key\/hide-key/,
  );
});

test('a checkout is found from any folder in it, and nowhere else', () => {
  expect(checkoutOf(join(root, 'shared/tampering/key'))).toBe(root);
  expect(() => checkoutOf(tmpdir())).toThrow(
    /lies in no checkout of Trailwarden; run this command/,
  );
});

test('an import takes its place by its path, those that lead further up first', () => {
  const source =
    "import { a } from '../a';\nimport { c } from './c/x';\nimport { e } from './e';\n\nuse(a);\n";
  const paths = (line: string) =>
    [...(withImport(source, line) ?? '').matchAll(/from '(.*)'/g)].map(([, path]) => path);
  expect(paths("import { d } from './d';")).toEqual(['../a', './c/x', './d', './e']);
  expect(paths("import { f } from './f';")).toEqual(['../a', './c/x', './e', './f']);
  expect(paths("import { b } from '../../b';")).toEqual(['../../b', '../a', './c/x', './e']);
  expect(withImport('use();\n', "import { f } from './f';")).toBeUndefined();
});

test('a line goes to the end of its list, and of no other', () => {
  const source = 'const x = {\n  one: [\n    a,\n  ],\n  two: [\n    b,\n  ],\n};\n';
  expect(withEntry(source, { begins: /^ {2}one: \[\n/m, line: 'c,' })).toBe(
    'const x = {\n  one: [\n    a,\n    c,\n  ],\n  two: [\n    b,\n  ],\n};\n',
  );
  expect(withEntry(source, { begins: /^ {2}three: \[\n/m, line: 'c,' })).toBeUndefined();
});

test('a line with a row goes behind those of its row and of the rows before it', () => {
  const source = 'const x = [\n  a, // CT-01\n  b(\n    c,\n  ), // CT-05\n  d, // S3-02\n];\n';
  const entered = (row: string) =>
    withEntry(source, { begins: /^const x = \[\n/m, line: `new, // ${row}` });
  expect(entered('CT-01')).toBe(source.replace('  b(', '  new, // CT-01\n  b('));
  expect(entered('CT-07')).toBe(source.replace('  d,', '  new, // CT-07\n  d,'));
  expect(entered('S3-01')).toBe(source.replace('  d,', '  new, // S3-01\n  d,'));
  expect(entered('CT-00')).toBe(source.replace('  a,', '  new, // CT-00\n  a,'));
  expect(entered('KMS-01')).toBe(source.replace('];', '  new, // KMS-01\n];'));
});
