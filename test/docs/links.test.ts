import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(__dirname, '../..');

/** The technique that CONTRIBUTING makes, which is not there. */
const EXAMPLE = 'change-metric-filter';

/** Where the links of a text lead, those to other sites left out. */
const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)#]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !link.includes(':'));

const questions = readFileSync(join(ROOT, 'docs/objective.md'), 'utf8')
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

const pages = ['.', 'docs', 'services']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '.' }).map((name) =>
      join(folder, String(name)),
    ),
  )
  .filter((name) => name.endsWith('.md'));

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = linksIn(readFileSync(join(ROOT, page), 'utf8'));
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
});

const guides = ['README.md', 'CONTRIBUTING.md', 'docs/how-it-works.md', 'docs/README.md'];

test.each(guides)('every file that %s names is there', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const named = [...text.matchAll(/`((?:shared|services|test|docs)\/[\w./-]+)`/g)];
  const paths = named.map(([, path = '']) => path).filter((path) => !path.includes(EXAMPLE));
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
