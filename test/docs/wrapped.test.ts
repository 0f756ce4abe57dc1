import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { markdownOf, wrapped } from '../../services/cli/docs/pages/wrapped';

const ROOT = join(__dirname, '../..');

const pages = markdownOf(ROOT).map((path) => relative(ROOT, path));

test.each(pages)('the prose of %s has lines of at most 140 columns (npm run docs)', (path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  expect(text).toBe(wrapped(text));
});

const words = fc.array(fc.constantFrom('a', '-', '1.', '#', '`b c`', '[d e](f)', 'g'.repeat(50)), {
  minLength: 1,
});

test('wrapped text has the same words in the same order, and is wrapped only once', () => {
  fc.assert(
    fc.property(fc.constantFrom('', '- ', '  - ', '> ', '12. '), words, (start, some) => {
      const text = `${start}word ${some.join(' ')}`;
      const once = wrapped(text);
      const unquoted = (lines: string) => lines.replace(/\n(> )?\s*/g, ' ');
      expect(unquoted(once)).toBe(text);
      expect(wrapped(once)).toBe(once);
    }),
  );
});

test('tables, headings and code stay as they are', () => {
  const long = 'word '.repeat(40).trim();
  const text = ['```sh', long, '```', `| ${long} |`, `# ${long}`].join('\n');
  expect(wrapped(text)).toBe(text);
});
