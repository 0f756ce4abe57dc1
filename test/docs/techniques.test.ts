import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { techniquePages } from '../../shared/docs/technique-page';

const docs = join(__dirname, '../../docs');

test.each(techniquePages().map(({ path, text }) => [path, text] as const))(
  'docs/%s is what the code says (npm run docs)',
  (path, text) => {
    expect(readFileSync(join(docs, path), 'utf8')).toBe(text);
  },
);

test('there is no page of a technique that is gone', () => {
  const pages = techniquePages().map(({ path }) => path.replace('techniques/', ''));
  expect(readdirSync(join(docs, 'techniques')).sort()).toEqual([...pages].sort());
});
