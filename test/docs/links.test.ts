import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const docs = join(__dirname, '../../docs');
const read = (page: string): string => readFileSync(join(docs, page), 'utf8');

/** Where the links of a text lead, those to other sites left out. */
const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)#]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !link.includes('://'));

const questions = read('objective.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => [section.slice(0, section.indexOf('\n')), section] as const);

test('the nine questions are answered', () => {
  expect(questions.map(([title]) => title.slice(0, 2))).toEqual([
    '1.',
    '2.',
    '3.',
    '4.',
    '5.',
    '6.',
    '7.',
    '8.',
    '9.',
  ]);
});

test.each(questions)('the answer to "%s" is linked to code and to a test', (_, section) => {
  const links = linksIn(section);
  expect(links.filter((link) => /^\.\.\/(shared|services)\//.test(link))).not.toEqual([]);
  expect(links.filter((link) => /^\.\.\/test\//.test(link))).not.toEqual([]);
});

test.each(['objective.md', 'report.md'])('every link of docs/%s leads somewhere', (page) => {
  expect(linksIn(read(page)).filter((link) => !existsSync(join(docs, link)))).toEqual([]);
});
