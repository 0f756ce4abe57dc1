import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { testsIn } from './suites/suite-of';

const SUITES = join(__dirname, 'suites');

/** Files that jest is given one by one. */
const ALONE = ['./'];

test('every test belongs to exactly one suite', () => {
  const folders = readdirSync(SUITES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.suite.ts'))
    .flatMap((file) => [...readFileSync(join(SUITES, file), 'utf8').matchAll(/'([a-z0-9/-]+)'/g)])
    .map(([, folder = '']) => folder);
  const run = [...folders, ...ALONE].flatMap(testsIn).sort();
  expect(run).toEqual(testsIn('.'));
});

test('no file sets the timeout of its whole suite', () => {
  const setting = ['jest', 'setTimeout('].join('.');
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => /\.ts$/.test(file) && !file.includes('node_modules'));
  const isSetting = (file: string) => readFileSync(join(__dirname, file), 'utf8').includes(setting);
  expect(own.filter(isSetting)).toEqual([]);
});
