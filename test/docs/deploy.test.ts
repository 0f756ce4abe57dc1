import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');

test('the page on deployment has every parameter of the central stack', () => {
  const [parameters = ''] = read('services/central/parameters.yml').split(/^Conditions:/m);
  const names = [...parameters.matchAll(/^ {2}(\w+):$/gm)].map(([, name = '']) => name);
  const told = read('docs/deploy.md');
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !told.includes(`| \`${name}\` |`))).toEqual([]);
});
