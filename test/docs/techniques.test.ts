import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { techniquePages } from '../../services/cli/docs/pages/technique-page';
import { allTechniques } from '../../shared/tampering/catalogue';
import { techniqueText } from '../../shared/tampering/guidance/catalogue';

const docs = join(__dirname, '../../docs');

test.each(techniquePages().map(({ path, text }) => [path, text] as const))(
  'docs/%s is what the code says (npm run docs)',
  (path, text) => {
    expect(readFileSync(join(docs, path), 'utf8')).toBe(text);
  },
);

test.each(allTechniques)('the page of $id has every text of its guide', ({ id }) => {
  const page = readFileSync(join(docs, `techniques/${id}.md`), 'utf8');
  const paragraphs = page.split('\n\n').map((lines) => lines.replaceAll('\n', ' ').trim());
  const { description, notRestorable } = techniqueText(id) ?? {};
  expect(paragraphs).toEqual(expect.arrayContaining([description, notRestorable]));
});

test('every page belongs to a technique that exists', () => {
  const pages = techniquePages().map(({ path }) => path.replace('techniques/', ''));
  expect(readdirSync(join(docs, 'techniques')).sort()).toEqual([...pages].sort());
});
