import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wrapped } from '../../services/cli/docs/pages/wrapped';

const ROOT = join(__dirname, '../..');

const pages = ['.', 'docs', 'services'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: folder !== '.' })
    .map((name) => join(folder, String(name)))
    .filter((path) => path.endsWith('.md') && !path.includes('node_modules')),
);

test.each(pages)('the prose of %s has lines of at most 140 columns', (path) => {
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
